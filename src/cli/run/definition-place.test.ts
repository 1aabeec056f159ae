import { placeIn } from './definition-place'
import assert from 'node:assert/strict'
import { it } from 'node:test'

const CUCUMBER = '/p/node_modules/@cucumber/cucumber/lib'

it('finds the first frame that is not cucumber, in whatever form it is written', () => {
  for (const [frames, place] of [
    [
      [`    at Builder.defineStep (${CUCUMBER}/index.js:89:1)`, '    at pass (/p/steps/a.js:4:9)'],
      { line: 4, uri: 'steps/a.js' },
    ],
    [
      [`    at ${CUCUMBER}/index.js:89:1`, '    at /p/steps/my steps (old).ts:12:3'],
      { line: 12, uri: 'steps/my steps (old).ts' },
    ],
    [['    at Object.<anonymous> (/p/my (old)/a.js:7:1)'], { line: 7, uri: 'my (old)/a.js' }],
    [['    at async file:///p/steps/a%20b.mjs:3:1'], { line: 3, uri: 'steps/a b.mjs' }],
    [['    at new Promise (<anonymous>)', '    at native'], { line: 0, uri: 'unknown' }],
  ] as const)
    assert.deepEqual(placeIn(['Error', ...frames].join('\n'), '/p', [CUCUMBER]), place, frames.join())
})
