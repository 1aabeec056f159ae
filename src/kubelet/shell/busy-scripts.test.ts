// Containers whose scripts never rest, many at once: what becomes of each, and that the world goes on.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { Lab } from '../images/testing/lab'

const BUSY = 'runs, 1000m'
const SCRIPTS: readonly (readonly [script: string, after: string])[] = [
  ['while true; do :; done', BUSY],
  ['while true; do echo x; done', BUSY],
  ['yes > /dev/null', BUSY],
  ['yes > /dev/null 2>&1 & yes > /dev/null & wait', 'runs, 2000m'],
  ['dd if=/dev/zero of=/dev/null', BUSY],
  ['while true; do date; sleep 1; done', 'runs, 0m'],
  ['i=0; while [ $i -lt 15 ]; do i=$((i+1)); done; exit 3', '3'],
  ['seq 1 1000000', '0'],
  ['seq 1 1000000 > /dev/null; exit 4', '4'],
  ['f() { f | f & }; f', '0'],
  ['timeout 2 yes > /dev/null', '143'],
]
const EACH = 4

it('busy scripts beside each other: each ends or goes on', async () => {
  const lab = new Lab()
  const containers = Array.from({ length: EACH * SCRIPTS.length }, (_, i) =>
    lab.run('busybox', { command: ['sh', '-c', SCRIPTS[i % SCRIPTS.length]?.[0] ?? ''] }),
  )
  await lab.pass(20_500)
  for (const [i, container] of containers.entries()) {
    const [script, after] = SCRIPTS[i % SCRIPTS.length] ?? []
    const { exit, running } = container
    assert.deepEqual([script, exit ? String(exit.exitCode) : `runs, ${running.usage().cpu}m`], [script, after])
  }
  const ticks = containers[5]?.text().split('\n').length ?? 0
  assert.ok(ticks > 19, `who rests is not slowed by the others: ${ticks} lines in 20 seconds`)
  assert.match(containers[7]?.text() ?? '', /\n999999\n1000000\n$/)
  const asked = await lab.exec(containers[0] ?? assert.fail(), 'i=0; while [ $i -lt 90 ]; do i=$((i+1)); done; echo $i')
  assert.equal(asked.stdout, '90\n')
})

it('a trap does not wait for the processor', async () => {
  const lab = new Lab()
  const container = lab.run('busybox', {
    command: ['sh', '-c', 'trap "echo bye; exit 7" TERM; while true; do :; done'],
  })
  await lab.pass(300_000)
  container.running.signal('SIGTERM')
  await lab.pass(1)
  assert.deepEqual([container.exit, container.text()], [{ exitCode: 7 }, 'bye\n'])
})

// busybox 1.36: coreutils/seq.c
it('seq', async () => {
  const lab = new Lab()
  const container = lab.run('busybox', { command: ['sleep', 'infinity'] })
  for (const [script, stdout] of [
    ['seq 3', '1\n2\n3\n'],
    ['seq 2 4 | tail -n 1', '4\n'],
    ['seq -s, 1 2 9', '1,3,5,7,9\n'],
    ['seq -w 8 10', '08\n09\n10\n'],
    ['seq 3 -1 1', '3\n2\n1\n'],
    ['seq 0.5 0.25 1', '0.50\n0.75\n1.00\n'],
    ['seq 100001 100002', '100001\n100002\n'],
    ['seq 2 1', ''],
    ['seq 250000 | wc -l | tr -d " "', '250000\n'],
    ['seq a 2>&1; echo $?', "seq: invalid number 'a'\n1\n"],
  ] as const)
    assert.deepEqual([script, (await lab.exec(container, script)).stdout], [script, stdout])
})
