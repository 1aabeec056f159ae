// The same seed gives the same timelines to the byte: in one process again and again, in other processes, with and without the record
// that the site is made of, and on other versions of Node.
import { execFileSync, fork } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Digests } from './digests'

const VERSIONS = ['20', '22', '24']

export async function sameness({
  runs,
  seed,
  otherVersions,
}: {
  runs: number
  seed: number
  otherVersions: boolean
}): Promise<string[]> {
  const [first, plain] = await Promise.all([
    digests(process.execPath, runs, seed, 'record'),
    digests(process.execPath, 1, seed, 'plain'),
  ])
  const wrong = [...first.wrong, ...differences(first, plain, 'another process, without the record')]
  if (otherVersions)
    for (const version of VERSIONS.filter((each) => !process.version.startsWith(`v${each}.`)))
      wrong.push(...(await onVersion(version, seed, first)))
  const count = Object.keys(first.scenarios).length
  process.stdout.write(`sameness: ${count} scenarios, ${runs} runs in one process, one in another\n`)
  return count === 0 ? ['no scenario told its digest'] : wrong
}

async function onVersion(version: string, seed: number, first: Digests): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'kubecuke-node-'))
  try {
    writeFileSync(join(folder, 'package.json'), '{"private": true}')
    execFileSync('npm', ['install', '--no-audit', '--no-fund', `node@${version}`], { cwd: folder, stdio: 'pipe' })
    const program = join(folder, 'node_modules', 'node', 'bin', 'node')
    const found = execFileSync(program, ['--version'], { encoding: 'utf8' }).trim()
    const wrong = differences(first, await digests(program, 1, seed, 'plain'), `Node ${found}`)
    process.stdout.write(`sameness: compared with Node ${found}\n`)
    return wrong
  } catch (error) {
    process.stdout.write(`sameness: Node ${version} was left out: ${(error as Error).message.split('\n')[0]}\n`)
    return []
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function digests(program: string, runs: number, seed: number, how: 'record' | 'plain'): Promise<Digests> {
  return new Promise((resolve, reject) => {
    const child = fork(join(__dirname, 'digests.ts'), [String(runs), String(seed), how], {
      execPath: program,
      execArgv: ['-r', 'ts-node/register'],
    })
    child.once('message', (message) => resolve(message as Digests))
    child.once('exit', (code) => reject(new Error(`the run under ${program} ended with exit code ${code}`)))
  })
}

function differences(first: Digests, other: Digests, where: string): string[] {
  const places = new Set([...Object.keys(first.scenarios), ...Object.keys(other.scenarios)])
  return [
    ...other.wrong,
    ...[...places]
      .filter((place) => first.scenarios[place] !== other.scenarios[place])
      .map((place) => `${place} differs in ${where}`),
  ]
}
