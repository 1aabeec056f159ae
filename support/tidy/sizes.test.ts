import assert from 'node:assert/strict'
import { test } from 'node:test'
import ts from 'typescript'
import { isTest, sourceFiles } from './source-files'

const FILE_LINES_MAX = 320
const FUNCTION_LINES_MAX = 60
const TEST_LINES_MAX = 600

/** Tables of data, which may be long, and generated files. */
const TABLES = [
  /\/generated\//,
  /list-metadata\.ts$/,
  /\/help\//,
  /words\/(en|zh-CN)\.ts$/,
  /^support\/mutations\//,
  /\.steps\.ts$/,
]
const isTable = (path: string): boolean => TABLES.some((pattern) => pattern.test(path))

interface Size {
  readonly name: string
  readonly line: number
  readonly lines: number
}

export function functionSizes(path: string, text: string): Size[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true)
  const sizes: Size[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      const start = source.getLineAndCharacterOfPosition(node.getStart()).line
      const end = source.getLineAndCharacterOfPosition(node.getEnd()).line
      sizes.push({ name: node.name?.getText() ?? '(nameless)', line: start + 1, lines: end - start + 1 })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return sizes
}

test('files and functions are small', () => {
  const faults = sourceFiles(['src', 'steps', 'support']).flatMap(({ path, text }) => {
    if (isTable(path)) return []
    const lines = text.split('\n').length
    const max = isTest(path) ? TEST_LINES_MAX : FILE_LINES_MAX
    const long = lines > max ? [`${path}: ${lines} lines (at most ${max}): split it by subject`] : []
    if (isTest(path)) return long
    return [
      ...long,
      ...functionSizes(path, text)
        .filter((each) => each.lines > FUNCTION_LINES_MAX)
        .map(({ name, line, lines: size }) => `${path}:${line} ${name}: ${size} lines (at most ${FUNCTION_LINES_MAX})`),
    ]
  })
  assert.deepEqual(faults, [])
})

test('the rule notices a long function', () => {
  const text = `function long() {\n${'  work()\n'.repeat(70)}}\n`
  assert.deepEqual(functionSizes('x.ts', text), [{ name: 'long', line: 1, lines: 72 }])
})
