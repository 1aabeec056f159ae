import assert from 'node:assert/strict'
import { test } from 'node:test'
import { constants, deflateSync } from 'node:zlib'
import { DICTIONARY, DICTIONARY_ID } from './dictionary'
import { HeaderReader, HeaderWriter } from './headers'

test('the dictionary is the one that the specification names by its checksum', () => {
  let [a, b] = [1, 0]
  for (const byte of DICTIONARY) {
    a = (a + byte) % 65521
    b = (b + a) % 65521
  }
  assert.equal(b * 65536 + a, DICTIONARY_ID)
})

test('blocks of one connection are read in their order, compressed or not', () => {
  const [writer, reader] = [new HeaderWriter(), new HeaderReader()]
  const blocks = [
    new Map([
      ['streamtype', 'error'],
      ['port', '80'],
    ]),
    new Map(),
    new Map([['streamtype', 'größe']]),
  ]
  for (const block of blocks) assert.deepEqual(reader.take(writer.block(block)), block)
  const compressed = deflateSync(Buffer.from('\0\0\0\x01\0\0\0\x04host\0\0\0\x01x', 'latin1'), {
    dictionary: DICTIONARY,
    finishFlush: constants.Z_SYNC_FLUSH,
  })
  assert.deepEqual(new HeaderReader().take(compressed), new Map([['host', 'x']]))
})
