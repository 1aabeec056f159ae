import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import test from 'node:test'
import { readTar, writeTar } from './tar'

const entries = [
  { name: 'folder/', bytes: '' },
  { name: 'folder/a.txt', bytes: 'hello\n' },
  { name: 'folder/中.txt', bytes: Buffer.from('中文\n'.repeat(300)).toString('latin1') },
  { name: 'folder/all', bytes: Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte)).join('') },
]

test('what is written is read', () => assert.deepEqual(readTar(writeTar(entries)), entries))

test('tar itself reads it', () => {
  const listed = execFileSync('tar', ['tf', '-'], {
    input: Buffer.from(writeTar(entries), 'latin1'),
    encoding: 'utf8',
    env: { LC_ALL: 'C.UTF-8', PATH: process.env['PATH'] },
  })
  assert.deepEqual(listed.split('\n'), ['folder/', 'folder/a.txt', 'folder/中.txt', 'folder/all', ''])
})
