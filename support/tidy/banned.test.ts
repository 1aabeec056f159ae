import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BROWSER, BROWSER_EDGES, CORE, CORE_EDGES } from './rooms'
import { codeOnly, isTest, sourceFiles } from './source-files'

interface Ban {
  readonly what: string
  readonly pattern: RegExp
  readonly instead: string
}

const IN_THE_CORE: readonly Ban[] = [
  { what: 'Date.now', pattern: /\bDate\.now\b/, instead: 'pass `now` in: loop.now()' },
  { what: 'new Date()', pattern: /\bnew Date\(\s*\)/, instead: 'pass `now` in' },
  { what: 'Math.random', pattern: /\bMath\.random\b/, instead: 'the dice of the loop' },
  { what: 'setTimeout', pattern: /\bset(Timeout|Interval|Immediate)\b/, instead: 'loop.after(ms, ...)' },
  { what: 'async', pattern: /\basync\b(?!:)/, instead: 'synchronous code; only shells are processes' },
  { what: 'await', pattern: /\bawait\b/, instead: 'synchronous code; only shells are processes' },
  { what: 'structuredClone', pattern: /\bstructuredClone\b/, instead: 'copy the path that changes' },
  {
    what: 'JSON.parse(JSON.stringify',
    pattern: /JSON\.parse\(\s*JSON\.stringify/,
    instead: 'copy the path that changes',
  },
]

const IN_THE_BROWSER: readonly Ban[] = [
  { what: 'Buffer', pattern: /\bBuffer\b(?!\s*[:?])/, instead: 'TextEncoder, btoa' },
  {
    what: 'process.',
    pattern: /\bprocess\.(env|argv|exit|cwd|hrtime|nextTick|memoryUsage)\b/,
    instead: 'what the caller passes in',
  },
]

const NODE_IMPORT = /(?:from|import|require)\s*\(?\s*['"]node:/

const below = (folders: readonly string[]) => (path: string) => folders.some((folder) => path.startsWith(`${folder}/`))

function faults(bans: readonly Ban[], files: { path: string; text: string }[]): string[] {
  return files.flatMap(({ path, text }) =>
    codeOnly(text)
      .split('\n')
      .flatMap((line, i) =>
        bans
          .filter(({ pattern }) => pattern.test(line))
          .map(({ what, instead }) => `${path}:${i + 1} ${what}: use ${instead}`),
      ),
  )
}

test('the core knows neither the host’s clock nor chance, and waits for nothing', () => {
  const files = sourceFiles(CORE).filter(({ path }) => !isTest(path) && !below(CORE_EDGES)(path))
  assert.ok(files.length > 0)
  assert.deepEqual(faults(IN_THE_CORE, files), [])
})

test('all but the wire runs in a browser as well', () => {
  const files = sourceFiles(BROWSER).filter(({ path }) => !isTest(path) && !below(BROWSER_EDGES)(path))
  const imports = files.filter(({ text }) => NODE_IMPORT.test(text)).map(({ path }) => `${path} imports node:`)
  assert.deepEqual([...imports, ...faults(IN_THE_BROWSER, files)], [])
})

test('each ban notices what it forbids', () => {
  const samples = [
    'Date.now()',
    'new Date()',
    'Math.random()',
    'setTimeout(f, 1)',
    'async function f() {}',
    'await x',
    'structuredClone(x)',
    'JSON.parse(JSON.stringify(x))',
  ]
  for (const text of samples) assert.equal(faults(IN_THE_CORE, [{ path: 'x.ts', text }]).length, 1, text)
  assert.deepEqual(
    faults(IN_THE_CORE, [{ path: 'x.ts', text: "// Date.now() in a comment and 'await' in a text" }]),
    [],
  )
})
