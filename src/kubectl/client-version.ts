// Which kubectl this is, and --match-server-version. Follows kubectl/pkg/cmd/util/kubectl_match_version.go, v1.36.
import type { KubeClient } from './context'
import { CommandError } from './failure'
import { quote } from '../objects/go-text'

export const CLIENT = {
  major: '1',
  minor: '36',
  gitVersion: 'v1.36.4',
  gitCommit: 'bb826b1d48562f110659e64e8ec444327433db95',
  gitTreeState: 'clean',
  buildDate: '2026-09-29T20:03:31Z',
  goVersion: 'go1.27.1',
  compiler: 'gc',
  platform: 'linux/amd64',
} as const

/** The fields of version.Info as Go names them, in its order. */
const FIELDS = [
  'Major',
  'Minor',
  'EmulationMajor',
  'EmulationMinor',
  'MinCompatibilityMajor',
  'MinCompatibilityMinor',
  'GitVersion',
  'GitCommit',
  'GitTreeState',
  'BuildDate',
  'GoVersion',
  'Compiler',
  'Platform',
]

/** A client that asks for the server's version first, and goes no further with another one. */
export function matchingClient(client: KubeClient): KubeClient {
  let checked: Promise<void> | undefined
  const check = (): Promise<void> => (checked ??= checkVersion(client))
  return { ...client, request: async (request) => check().then(() => client.request(request)) }
}

async function checkVersion(client: KubeClient): Promise<void> {
  const { body } = await client.request({ method: 'GET', path: '/version', headers: { accept: 'application/json' } })
  const server = JSON.parse(body) as Readonly<Record<string, string>>
  if (server['gitVersion'] === CLIENT.gitVersion) return
  throw new CommandError(`server version (&${infoText(server)}) differs from client version (${infoText(CLIENT)})`)
}

function infoText(version: Readonly<Record<string, string>>): string {
  const fields = FIELDS.map((name) => `${name}:${quote(version[name.charAt(0).toLowerCase() + name.slice(1)] ?? '')}`)
  return `version.Info{${fields.join(', ')}}`
}
