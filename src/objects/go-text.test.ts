import assert from 'node:assert/strict'
import { test } from 'node:test'
import { escaped, quote } from './go-text'

test('texts are quoted as strconv.Quote does', () => {
  for (const [text, quoted] of [
    ['plain', '"plain"'],
    ['a "b" \\c', String.raw`"a \"b\" \\c"`],
    ['\x07\b\f\n\r\t\v', String.raw`"\a\b\f\n\r\t\v"`],
    ['\0\x1b\x7f', String.raw`"\x00\x1b\x7f"`],
    ['\u0080\u00a0\u200b\ufeff', String.raw`"\u0080\u00a0\u200b\ufeff"`],
    ['中文 é ✔', '"中文 é ✔"'],
    ['\u{e0001}', String.raw`"\U000e0001"`],
  ] as const)
    assert.equal(quote(text), quoted)
})

test('JSON is escaped as encoding/json does', () => {
  assert.equal(escaped(JSON.stringify('<a&b>\u2028')), String.raw`"\u003ca\u0026b\u003e\u2028"`)
})
