import assert from 'node:assert/strict'
import { it } from 'node:test'
import { ContainerLog } from './container-log'

it('lines that come in pieces are whole lines, and each has the time at which it began', () => {
  let now = 0
  const log = new ContainerLog(() => now)
  const heard: string[] = []
  log.append('stdout', 'one\ntw')
  log.open({ follow: true, timestamps: true }).follow(
    (text) => heard.push(text),
    () => heard.push('end'),
  )
  now = 1_000
  log.append('stdout', 'o\nthree\nfo')
  log.append('stderr', 'error\n')
  log.append('stdout', 'five\n')
  log.end()
  const at = (second: number): string => `1970-01-01T00:00:0${second}.000000000Z `
  assert.deepEqual(heard, ['o\n', `${at(1)}three\n`, `${at(1)}fo`, `${at(1)}error\n`, `${at(1)}five\n`, 'end'])
  assert.equal(
    log.open({ timestamps: true }).text,
    `${at(0)}one\n${at(0)}two\n${at(1)}three\n${at(1)}fo${at(1)}error\n${at(1)}five\n`,
  )
  assert.equal(log.open({ tailLines: 2 }).text, 'error\nfive\n')
  assert.equal(log.open({ sinceSeconds: 0 }).text, 'three\nfoerror\nfive\n')
  assert.equal(log.tail(1, 100), 'five\n')
})

it('what is old goes where very much is written, in one piece or in many', () => {
  const many = new ContainerLog(() => 0)
  const text = Array.from({ length: 300_000 }, (_, i) => `${i}\n`).join('')
  for (let at = 0; at < text.length; at += 10_000) many.append('stdout', text.slice(at, at + 10_000))
  const one = new ContainerLog(() => 0)
  one.append('stdout', text)
  for (const log of [many, one]) {
    const kept = log.open({}).text
    assert.ok(kept.length < 1024 * 1024 && kept.length > 500_000 && text.endsWith(kept), String(kept.length))
    assert.match(kept, /^\d+\n/)
    assert.equal(log.open({ tailLines: 2 }).text, '299998\n299999\n')
    assert.equal(log.bytes, 10 * 1024 * 1024)
  }
})
