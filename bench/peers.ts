// Deployments in another simulator, measured in the same run. It is installed into a folder for the occasion; without a registry the
// measure says so and has no rows.
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Row } from './rows'

const PACKAGE = '@ngrok/webernetes'
const SIZES = [3, 30]
const VITE = resolve(__dirname, '..', 'node_modules', 'vite', 'bin', 'vite.js')

export function measure(): Row[] {
  const folder = mkdtempSync(join(tmpdir(), 'kubecuke-peers-'))
  try {
    writeFileSync(join(folder, 'package.json'), '{"private": true}')
    execFileSync('npm', ['install', '--no-audit', '--no-fund', PACKAGE], { cwd: folder, stdio: 'pipe' })
    copyFileSync(join(__dirname, 'peers', 'webernetes.mjs'), join(folder, 'webernetes.mjs'))
    // Its modules import each other without file endings: only a bundler finds them.
    writeFileSync(
      join(folder, 'vite.config.mjs'),
      "export default { logLevel: 'warn', ssr: { noExternal: true }, build: { ssr: 'webernetes.mjs', outDir: 'out', rolldownOptions: { output: { entryFileNames: 'peer.mjs' } } } }\n",
    )
    execFileSync(process.execPath, [VITE, 'build'], { cwd: folder, stdio: 'pipe' })
    const said = execFileSync(process.execPath, [join(folder, 'out', 'peer.mjs'), ...SIZES.map(String)], {
      encoding: 'utf8',
    })
    return said
      .trim()
      .split('\n')
      .flatMap((line) => {
        const { replicas, create, update } = JSON.parse(line) as { replicas: number; create: number; update: number }
        return [
          { what: `${PACKAGE}, Deployment of ${replicas}: create`, value: create, unit: 'ms' },
          { what: `${PACKAGE}, Deployment of ${replicas}: update`, value: update, unit: 'ms' },
        ]
      })
  } catch (error) {
    process.stderr.write(`peers: ${PACKAGE} was not measured: ${(error as Error).message.split('\n')[0]}\n`)
    return []
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
