import assert from 'node:assert/strict'
import test from 'node:test'
import { relativeMembers } from './member-names'

const GNU = "tar: Removing leading `/' from member names\n"
const BUSYBOX = "tar: removing leading '/' from member names\n"

const CASES: readonly (readonly [given: string, args: string, said: string])[] = [
  ['cf - /tmp/a.txt', 'cf - -C / tmp/a.txt', GNU],
  ['-cf /tmp/x.tar /etc /var/log', '-cf /tmp/x.tar -C / etc var/log', GNU],
  ['--create --file /x.tar //a', '--create --file /x.tar -C / a', GNU],
  ['cf - tmp/a.txt', 'cf - tmp/a.txt', ''],
  ['cPf - /tmp/a.txt', 'cPf - /tmp/a.txt', ''],
  ['-cPf - /tmp/a.txt', '-cPf - /tmp/a.txt', ''],
  ['xf /tmp/x.tar', 'xf /tmp/x.tar', ''],
  ['cf -', 'cf -', ''],
]

for (const [given, args, said] of CASES)
  test(`tar ${given}`, () =>
    assert.deepEqual(relativeMembers(given.split(' '), 'debian'), { args: args.split(' '), said }))

test('busybox says it in its own words', () =>
  assert.equal(relativeMembers(['cf', '-', '/a'], 'busybox').said, BUSYBOX))
