import assert from 'node:assert/strict'
import test from 'node:test'
import { compareKeys, goYaml } from './go-yaml'
import cases from './go-yaml.cases.json'

test('texts are written as the real kubectl writes them', () => {
  const data = Object.fromEntries(cases.texts.map((text, i) => [`k${i}`, text]))
  const printed = goYaml({ kind: 'ConfigMap', apiVersion: 'v1', metadata: { name: 'x' }, data })
  assert.deepEqual(printed.split('\n'), cases.yaml.split('\n'))
})

test('lists are not indented under their key, lists in lists are', () => {
  assert.equal(
    goYaml({ b: [{ c: 1, d: [] }, 'x', [1, [2]]], a: {} }),
    'a: {}\nb:\n- c: 1\n  d: []\n- x\n- - 1\n  - - 2\n',
  )
})

test('numbers, booleans and null', () => {
  assert.equal(goYaml({ a: 0.5, b: 1e21, c: -3, d: true, e: null }), 'a: 0.5\nb: 1e+21\nc: -3\nd: true\ne: null\n')
})

test('keys are in natural order', () => {
  assert.deepEqual(['k10', 'k9', 'k1', 'a.b', 'ab', 'a-b', 'B', 'b'].sort(compareKeys), [
    'B',
    'a-b',
    'a.b',
    'ab',
    'b',
    'k1',
    'k9',
    'k10',
  ])
})
