// Follows kubectl/pkg/cmd/create/create_secret{,_docker,_tls}.go, v1.36.
import type { Command } from '../../command'
import { CommandError } from '../../failure'
import { quote } from '../../../objects/go-text'
import { createHelp } from '../../help/create'
import type { HelpPage } from '../../help/help-page'
import { isConfigMapKey } from '../../../objects/names'
import { goJson } from '../../output/go-json'
import { withHash } from './append-hash'
import { inOrder } from './config-map'
import { generator, metadataOf, type Wanted } from './generate'
import { bytesOf, type Entry, fromFile, readEntries } from './key-sources'

const FAILURE = 'failed to create secret '
const DOCKER_KEY = '.dockerconfigjson'

async function secretOf(wanted: Wanted, type: string, entries: readonly Entry[]): Promise<object> {
  const { name, flags } = wanted
  const found: Record<string, string> = {}
  for (const { key, bytes } of entries) {
    const wrong = isConfigMapKey(key)
    if (wrong.length > 0) throw new CommandError(`${quote(key)} is not valid key name for a Secret ${wrong.join(';')}`)
    if (Object.hasOwn(found, key))
      throw new CommandError(`cannot add key ${key}, another key by that name already exists`)
    found[key] = btoa(bytes)
  }
  const data = inOrder(found)
  const fullName = flags.bool('append-hash') ? await withHash(name, { kind: 'Secret', type, name, data }) : name
  return {
    kind: 'Secret',
    apiVersion: 'v1',
    metadata: metadataOf({ ...wanted, name: fullName }),
    ...(Object.keys(data).length > 0 ? { data } : {}),
    ...(type === '' ? {} : { type }),
  }
}

const generic = generator({
  words: 'secret generic',
  failure: FAILURE,
  async build(wanted) {
    const { flags, session } = wanted
    const entries = await readEntries(flags, session, 'secret')
    return secretOf(wanted, flags.string('type'), entries)
  },
})

const dockerRegistry = generator({
  words: 'secret docker-registry',
  failure: FAILURE,
  async build(wanted) {
    const { flags, session } = wanted
    const files = flags.strings('from-file')
    const [username, password, email, server] = ['username', 'password', 'email', 'server'].map((name) =>
      flags.string(`docker-${name}`),
    ) as [string, string, string, string]
    if (files.length === 0 && (username === '' || password === '' || server === '')) {
      throw new CommandError(
        'either --from-file or the combination of --docker-username, --docker-password and --docker-server is required',
      )
    }
    const entries: Entry[] = []
    for (const file of files)
      entries.push(...(await fromFile(file.includes('=') ? file : `${DOCKER_KEY}=${file}`, session)))
    if (files.length === 0) {
      const auth = btoa(bytesOf(`${username}:${password}`))
      const entry = { username, password, ...(email === '' ? {} : { email }), auth }
      entries.push({ key: DOCKER_KEY, bytes: bytesOf(goJson({ auths: { [server]: entry } }, { sorted: false })) })
    }
    return secretOf(wanted, 'kubernetes.io/dockerconfigjson', entries)
  },
})

const tls = generator({
  words: 'secret tls',
  failure: FAILURE,
  async build(wanted) {
    const { flags, session } = wanted
    const [cert, key] = [flags.string('cert'), flags.string('key')]
    if (cert === '' || key === '') throw new CommandError('key and cert must be specified')
    const certBytes = await readWhole(cert, session)
    const keyBytes = await readWhole(key, session)
    if (!holdsPem(certBytes, 'CERTIFICATE'))
      throw new CommandError('tls: failed to find any PEM data in certificate input')
    if (!holdsPem(keyBytes, '([A-Z]+ )?PRIVATE KEY'))
      throw new CommandError('tls: failed to find any PEM data in key input')
    return secretOf(wanted, 'kubernetes.io/tls', [
      { key: 'tls.crt', bytes: certBytes },
      { key: 'tls.key', bytes: keyBytes },
    ])
  },
})

/** A block between its two lines, of whole groups of base64. */
function holdsPem(text: string, title: string): boolean {
  const found = new RegExp(`-----BEGIN ${title}-----(?<body>[A-Za-z0-9+/=\\s]+)-----END ${title}-----`).exec(text)
  return found?.groups?.['body'] !== undefined && found.groups['body'].replace(/\s/g, '').length % 4 === 0
}

async function readWhole(path: string, { context }: Wanted['session']): Promise<string> {
  try {
    return await context.files.readBytes(path)
  } catch (error) {
    throw new CommandError(`Cannot read file ${path}, ${(error as Error).message}`)
  }
}

export const createSecret: Command = {
  name: 'secret',
  help: createHelp['create secret'] as HelpPage,
  subcommands: [dockerRegistry, generic, tls],
}
