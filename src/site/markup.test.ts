import assert from 'node:assert/strict'
import { test } from 'node:test'
import { h } from './markup'

test('elements, attributes, children', () => {
  const table: [ReturnType<typeof h>, string][] = [
    [h('p'), '<p></p>'],
    [h('p', 'text'), '<p>text</p>'],
    [h('p', ['a', undefined, h('b', 3), [' c']]), '<p>a<b>3</b> c</p>'],
    [h('p', { class: 'x', hidden: true, title: undefined, draggable: false }, 'a'), '<p class="x" hidden>a</p>'],
    [h('input', { type: 'search', tabindex: 0 }), '<input type="search" tabindex="0">'],
  ]
  for (const [made, text] of table) assert.equal(String(made), text)
})

test('texts and values of attributes are never markup', () => {
  assert.equal(String(h('p', { title: '"><script>' }, `<b>&'`)), '<p title="&quot;&gt;&lt;script&gt;">&lt;b&gt;&amp;&#39;</p>')
})
