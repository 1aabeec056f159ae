import assert from 'node:assert/strict'
import { test } from 'node:test'
import ts from 'typescript'
import { sourceFiles } from './source-files'

interface Phrase {
  readonly file: string
  readonly line: number
  readonly keyword: string
  readonly text: string
  readonly handler: string
}

const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text)

/** Direct calls `Given('literal', handler)`: the only form that editors and locations understand. */
function phrasesOf(path: string, text: string): Phrase[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true)
  return source.statements.flatMap((statement) => {
    if (!ts.isExpressionStatement(statement) || !ts.isCallExpression(statement.expression)) return []
    const { expression, arguments: args } = statement.expression
    const [pattern, handler] = args
    if (!ts.isIdentifier(expression) || !['Given', 'When', 'Then'].includes(expression.text)) return []
    assert.ok(pattern && ts.isStringLiteral(pattern), `${path}: a phrase is a plain text in quotes`)
    return [
      {
        file: path,
        line: source.getLineAndCharacterOfPosition(statement.getStart()).line + 1,
        keyword: expression.text,
        text: pattern.text,
        handler: handler?.getText() ?? '',
      },
    ]
  })
}

const phrases = sourceFiles(['steps']).flatMap(({ path, text }) => phrasesOf(path, text))
const parametersOf = (text: string): string => [...text.matchAll(/\{[^}]*\}/g)].map(([name]) => name).join(' ')

test('every phrase stands in English and in Chinese, next to each other, with the same parameters and handler', () => {
  assert.ok(phrases.length > 0)
  const faults: string[] = []
  for (let i = 0; i < phrases.length; i += 2) {
    const [english, chinese] = [phrases[i] as Phrase, phrases[i + 1]]
    const where = `${english.file}:${english.line} ${english.text}`
    if (isChinese(english.text)) faults.push(`${where}: the English phrase comes first`)
    else if (!chinese || !isChinese(chinese.text)) faults.push(`${where}: the Chinese phrase does not follow`)
    else if (english.keyword !== chinese.keyword || english.handler !== chinese.handler)
      faults.push(`${where}: the Chinese phrase has another keyword or handler`)
    else if (parametersOf(english.text) !== parametersOf(chinese.text))
      faults.push(`${where}: the parameters differ from ${chinese.text}`)
  }
  assert.deepEqual(faults, [])
})

test('no phrase is written twice', () => {
  const seen = new Map<string, Phrase>()
  const twice = phrases.flatMap((phrase) => {
    const before = seen.get(phrase.text)
    seen.set(phrase.text, phrase)
    return before ? [`${phrase.file}:${phrase.line} stands at ${before.file}:${before.line}, too: ${phrase.text}`] : []
  })
  assert.deepEqual(twice, [])
})
