import { spawnSync } from 'node:child_process'

const WANTED = 'v1.36.'

/** The kubectl to compare with: $KUBECTL, else the one on the PATH. Another version than ours says other things. */
export function kubectlAt(): { readonly path: string } | { readonly path?: undefined; readonly because: string } {
  const path = process.env.KUBECTL ?? 'kubectl'
  const { stdout, error } = spawnSync(path, ['version', '--client', '-o', 'json'], { encoding: 'utf8' })
  const version = /"gitVersion": "([^"]+)"/.exec(error ? '' : stdout)?.[1]
  if (version?.startsWith(WANTED)) return { path }
  return {
    because: `no kubectl ${WANTED}x ${version === undefined ? 'is installed' : `but ${version}`}: set KUBECTL to one to compare with it`,
  }
}
