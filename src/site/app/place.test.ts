import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parsePlace, placeText } from './place'

test('a place in an address: scenario and instant', () => {
  const table: [string, { slug: string; at: number | undefined }][] = [
    ['#a-b&t=12.5s', { slug: 'a-b', at: 12_500 }], ['#a-b', { slug: 'a-b', at: undefined }], ['#%E9%95%9C%E5%83%8F&t=0s', { slug: '镜像', at: 0 }], ['#a&t=x', { slug: 'a', at: undefined }], ['#%', { slug: '%', at: undefined }], ['', { slug: '', at: undefined }],
  ]
  for (const [hash, place] of table) assert.deepEqual(parsePlace(hash), place, hash)
  assert.equal(placeText({ slug: '镜像', at: 1234 }), '#%E9%95%9C%E5%83%8F&t=1.234s')
})
