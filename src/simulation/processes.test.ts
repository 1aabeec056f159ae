import assert from 'node:assert/strict'
import { it } from 'node:test'
import { Loop } from './loop'

it('a process that waits for two things at once is told so, by its name, instead of standing still for ever', async () => {
  const loop = new Loop({ start: 0 })
  let why = ''
  loop.processes.start('two-headed', async (process) => {
    const wait = (ms: number) => process.wait<void>((wake) => void loop.after(ms, () => wake()))
    const first = wait(10)
    await wait(20).catch((error: Error) => (why = error.message))
    await first
  })
  while (loop.run({ until: () => false, deadline: 100 }) === 'running') await loop.processes.idle()
  assert.equal(why, 'the process "two-headed" waits for two things at once: it could never give its turn away again')
})
