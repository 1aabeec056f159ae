// What a command in a container costs: asked for by exec, by itself and through a shell, and as one of many in a script.
import { Lab, type LabContainer } from '../src/kubelet/images/testing/lab'
import { cpuMs } from './workloads'
import type { Row } from './rows'

const EXECS = 300
const SCRIPTS = 10
const ROUNDS = 5
const COMMANDS = 100
const BOUND = 'bound: 1 ms'

const loop = (command: string): string => `for i in $(seq 1 ${COMMANDS}); do ${command}; done`

/** The best of some rounds: others use the machine as well. */
async function each(times: number, run: () => Promise<unknown>): Promise<number> {
  let best = Infinity
  for (let round = 0; round < ROUNDS; round++) {
    const begun = cpuMs()
    for (let i = 0; i < times; i++) await run()
    best = Math.min(best, (cpuMs() - begun) / times)
  }
  return best
}

/** A new instant each time: a container makes only so many processes at one. */
async function exec(lab: Lab, container: LabContainer, command: readonly string[]): Promise<void> {
  await lab.exec(container, command)
  await lab.pass(1)
}

export async function measure(): Promise<Row[]> {
  const lab = new Lab()
  const container = lab.run('busybox:1.28', { command: ['sleep', 'infinity'] })
  const rows: Row[] = []
  for (const [what, command] of [
    ['exec echo hello', ['echo', 'hello']],
    ['exec cat /etc/passwd', ['cat', '/etc/passwd']],
    ['exec sh -c "echo $HOSTNAME | tr a-z A-Z"', ['sh', '-c', 'echo $HOSTNAME | tr a-z A-Z']],
  ] as const)
    rows.push({ what, value: await each(EXECS, () => exec(lab, container, command)), unit: 'ms', reference: BOUND })
  for (const command of ['echo $i', 'cat /etc/hostname', 'date >> /tmp/f']) {
    const ms = await each(SCRIPTS, () => exec(lab, container, ['sh', '-c', loop(command)]))
    rows.push({
      what: `${command}, one of ${COMMANDS} in a script`,
      value: ms / COMMANDS,
      unit: 'ms',
      reference: BOUND,
    })
  }
  return rows
}
