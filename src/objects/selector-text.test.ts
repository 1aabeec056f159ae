import assert from 'node:assert/strict'
import test from 'node:test'
import { labelSelectorText, labelsOrNone, parseSelector, selectorText } from './selector-text'
import { matches } from './selectors'

const read: readonly [text: string, printed: string][] = [
  ['', ''],
  ['a=b', 'a=b'],
  ['a==b', 'a=b'],
  ['a!=b', 'a!=b'],
  [' a = b , c = d ', 'a=b,c=d'],
  ['b=1,a=2', 'a=2,b=1'],
  ['e in (g,f)', 'e in (f,g)'],
  ['e notin (f)', 'e notin (f)'],
  ['!h,i', '!h,i'],
  ['a>1', 'a>1'],
  ['a<1', 'a<1'],
  ['a=', 'a='],
  ['a=,b=', 'a=,b='],
  ['e in ()', 'e in ()'],
  ['e in (,f)', 'e in (,f)'],
  ['in=notin', 'in=notin'],
  ['x in (in)', 'x in (in)'],
  ['example.com/role=a', 'example.com/role=a'],
]
for (const [text, printed] of read) test(`-l '${text}'`, () => assert.equal(selectorText(parseSelector(text)), printed))

const NAME =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"
const refused: readonly [text: string, message: string][] = [
  ['a=b c', "found 'c', expected: ',' or 'end of string'"],
  ['a,', "found '', expected: identifier after ','"],
  [',a', "found ',', expected: !, identifier, or 'end of string'"],
  ['=b', "found '=', expected: !, identifier, or 'end of string'"],
  ['a b', "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt"],
  ['a in b', "unable to parse requirement: found 'b' expected: '('"],
  ['a in (b', "unable to parse requirement: found '', expected: ',' or ')'"],
  [
    'a>b',
    "unable to parse requirement: values[0]: Invalid value: \"b\": for 'Gt', 'Lt' operators, the value must be an integer",
  ],
  ['a_=b', `unable to parse requirement: <nil>: Invalid value: "a_": ${NAME}`],
  ['!', "unable to parse requirement: found '', expected: identifier"],
]
for (const [text, message] of refused)
  test(`-l '${text}' is refused`, () => assert.throws(() => parseSelector(text), { message }))

test('what is read picks what it says', () => {
  const selector = parseSelector('app=web,tier in (a,b),!old')
  assert.equal(matches(selector, { app: 'web', tier: 'b' }), true)
  assert.equal(matches(selector, { app: 'web', tier: 'c' }), false)
  assert.equal(matches(selector, { app: 'web', tier: 'a', old: '' }), false)
})

test('selectors of objects as columns print them', () => {
  assert.equal(labelSelectorText({ matchLabels: { b: '1', a: '2' } }), 'a=2,b=1')
  assert.equal(
    labelSelectorText({ matchExpressions: [{ key: 'x', operator: 'NotIn', values: ['2', '1'] }] }),
    'x notin (1,2)',
  )
  assert.equal(labelSelectorText({}), '<none>')
  assert.equal(labelSelectorText(undefined), '<none>')
  assert.equal(labelsOrNone({ b: '1', a: '2' }), 'a=2,b=1')
  assert.equal(labelsOrNone({}), '<none>')
})
