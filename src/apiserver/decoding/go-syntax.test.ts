// Texts and messages of encoding/json's scanner and decode tables.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { jsonFault } from './go-syntax'

const CASES: readonly [text: string, fault: string | undefined][] = [
  ['', 'unexpected end of JSON input'],
  [' \n', 'unexpected end of JSON input'],
  ['{', 'unexpected end of JSON input'],
  ['{"a":1', 'unexpected end of JSON input'],
  ['"abc', 'unexpected end of JSON input'],
  ['-', "invalid character ' ' in numeric literal"],
  ['tru', "invalid character ' ' in literal true (expecting 'e')"],
  ['[1.', "invalid character ' ' after decimal point in numeric literal"],
  ['1e+', "invalid character ' ' in exponent of numeric literal"],
  ['"\\', "invalid character ' ' in string escape code"],
  ['"\\u12', "invalid character ' ' in \\u hexadecimal character escape"],
  ['{"X": "foo", "Y"}', "invalid character '}' after object key"],
  ['[1, 2, 3+]', "invalid character '+' after array element"],
  ['{"X":12x}', "invalid character 'x' after object key:value pair"],
  ['[2, 3', 'unexpected end of JSON input'],
  ['{"a":1,}', "invalid character '}' looking for beginning of object key string"],
  ['{a: 1}', "invalid character 'a' looking for beginning of object key string"],
  ['[1,]', "invalid character ']' looking for beginning of value"],
  ['{"F3": -}', "invalid character '}' in numeric literal"],
  ['01', "invalid character '1' after top-level value"],
  ['1.x', "invalid character 'x' after decimal point in numeric literal"],
  ['1e+x', "invalid character 'x' in exponent of numeric literal"],
  ['nulx', "invalid character 'x' in literal null (expecting 'l')"],
  ['truX', "invalid character 'X' in literal true (expecting 'e')"],
  ['"a\nb"', "invalid character '\\n' in string literal"],
  ['"\\x"', "invalid character 'x' in string escape code"],
  ['"\\u12g4"', "invalid character 'g' in \\u hexadecimal character escape"],
  ['{} {}', "invalid character '{' after top-level value"],
  ['\u0001', "invalid character '\\x01' looking for beginning of value"],
  ["'", "invalid character '\\'' looking for beginning of value"],
  ['\ufeff{}', "invalid character 'ï' looking for beginning of value"],
  ['NaN', "invalid character 'N' looking for beginning of value"],
  ['['.repeat(10_001), 'exceeded max depth'],
  [`${'['.repeat(10_000)}${']'.repeat(10_000)}`, undefined],
  [' {"a": [true, false, null, -0.5e-3, "\\u00e9\\n"], "": {}} ', undefined],
]

for (const [text, fault] of CASES)
  test(`${JSON.stringify(text.slice(0, 40))}: ${fault ?? 'is JSON'}`, () => {
    assert.equal(jsonFault(text), fault)
  })

test('a text has a fault when JSON.parse refuses it, and only then', () => {
  const pieces = fc.array(
    fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"',
      '\\',
      '1',
      '0',
      '-',
      '.',
      'e',
      'true',
      'nul',
      ' ',
      '\t',
      'é',
    ),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(
      fc.oneof(
        pieces.map((each) => each.join('')),
        fc.json(),
      ),
      (text) => {
        let isJson = true
        try {
          JSON.parse(text)
        } catch {
          isJson = false
        }
        assert.equal(jsonFault(text) === undefined, isJson)
      },
    ),
    { numRuns: 5000 },
  )
})
