import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import test from 'node:test'
import { readTar, writeTar } from './tar'

const entries = [
  { name: 'folder/', text: '' },
  { name: 'folder/a.txt', text: 'hello\n' },
  { name: 'folder/中.txt', text: '中文\n'.repeat(300) },
]

test('what is written is read', () => assert.deepEqual(readTar(writeTar(entries)), entries))

test('tar itself reads it', () => {
  const listed = execFileSync('tar', ['tf', '-'], {
    input: writeTar(entries),
    encoding: 'utf8',
    env: { LC_ALL: 'C.UTF-8', PATH: process.env['PATH'] },
  })
  assert.deepEqual(listed.split('\n'), ['folder/', 'folder/a.txt', 'folder/中.txt', ''])
})
