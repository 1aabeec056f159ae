// The cases of kubectl/pkg/explain/formatter_test.go, v1.36.
import assert from 'node:assert/strict'
import test from 'node:test'
import { wrapped } from './render-schema-v2'

const LOREM =
  'Lorem ipsum dolor sit amet, consectetur adipiscing elit. Morbi at turpis faucibus, gravida dolor ut, fringilla velit.'

const MIXED = `
This is an
introductory paragraph
that should end
up on a continuous line.

Example:
Example text on its own line

List:
1.  Item with
 wrapping text
11.  Another
 item with wrapping text
* Bullet item
 with wrapping text
- Dash item
 with wrapping text

base64(
    code goes here
    and here
)`

for (const { name, text, width, lines } of [
  {
    name: 'words',
    text: LOREM,
    width: 50,
    lines: [
      'Lorem ipsum dolor sit amet, consectetur adipiscing',
      'elit. Morbi at turpis faucibus, gravida dolor ut,',
      'fringilla velit.',
    ],
  },
  {
    name: 'a word that is too long',
    text: 'elit. ThisIsAVeryLongWordThatDoesNotFitOnALineOnItsOwn. Morbi at turpis faucibus,',
    width: 30,
    lines: ['elit.', 'ThisIsAVeryLongWordThatDoesNotFitOnALineOnItsOwn.', 'Morbi at turpis faucibus,'],
  },
  {
    name: 'paragraphs, lists and code',
    text: MIXED,
    width: 46,
    lines: [
      'This is an introductory paragraph that should',
      'end up on a continuous line.',
      '',
      'Example:',
      'Example text on its own line',
      '',
      'List:',
      '1. Item with wrapping text',
      '11. Another item with wrapping text',
      '* Bullet item with wrapping text',
      '- Dash item with wrapping text',
      '',
      'base64(',
      '    code goes here',
      '    and here',
      ')',
    ],
  },
])
  test(name, () => assert.deepEqual(wrapped(text, width), lines))
