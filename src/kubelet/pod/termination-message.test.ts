import assert from 'node:assert/strict'
import { it } from 'node:test'
import { MemoryFs } from '../files/memory-fs'
import { Rig } from '../testing/rig.test'

const PATH = '/dev/termination-log'

interface Ending {
  readonly written?: string
  readonly logged?: string
  readonly exitCode: number
  readonly policy?: 'File' | 'FallbackToLogsOnError'
}

/** What the status tells of containers that write, log and end so. */
function messagesOf(endings: readonly Ending[]): string[] {
  const rig = new Rig()
  rig.kubelets.preload('k8s-node01', 'busybox:1.28')
  endings.forEach(({ written, logged, exitCode }, i) =>
    rig.runtime.programs.set(`c${i}`, {
      start: ({ spec, exit, hooks, loop }) => {
        const files = spec.files(new MemoryFs({ now: () => 0 }))
        if (written !== undefined) files.writeFileSync(PATH, written)
        if (logged !== undefined) loop.after(0, () => hooks.onOutput('stdout', logged))
        exit(exitCode)
      },
    }),
  )
  rig.pod('p', {
    restartPolicy: 'Never',
    containers: endings.map(({ policy }, i) => ({
      name: `c${i}`,
      image: 'busybox:1.28',
      command: [`c${i}`],
      ...(policy ? { terminationMessagePolicy: policy } : {}),
    })),
  })
  rig.pass(5000)
  return (rig.get('p').status.containerStatuses ?? []).map(({ state }) => state?.terminated?.message ?? '')
}

const lines = (count: number): string => Array.from({ length: count }, (_, i) => `line ${i}\n`).join('')

// test/e2e/common/node/runtime.go, pkg/kubelet/kuberuntime getTerminationMessage, pkg/kubelet/status normalizeStatus, v1.36
const table: [what: string, endings: Ending[], messages: string[]][] = [
  ['from its file', [{ written: 'DONE', exitCode: 0 }], ['DONE']],
  ['not from the log', [{ logged: 'DONE', exitCode: 1 }], ['']],
  ['from the log after an error', [{ logged: 'DONE', exitCode: 1, policy: 'FallbackToLogsOnError' }], ['DONE']],
  ['not from the log after success', [{ logged: 'DONE', exitCode: 0, policy: 'FallbackToLogsOnError' }], ['']],
  [
    'from its file although it logs',
    [{ written: 'OK', logged: 'DONE', exitCode: 1, policy: 'FallbackToLogsOnError' }],
    ['OK'],
  ],
  [
    'the last 4096 bytes of its file',
    [{ written: `${'a'.repeat(4000)}${'b'.repeat(4096)}`, exitCode: 0 }],
    ['b'.repeat(4096)],
  ],
  [
    'the last 80 lines of the log',
    [{ logged: lines(100), exitCode: 1, policy: 'FallbackToLogsOnError' }],
    [lines(100).slice(lines(20).length)],
  ],
  [
    'the last 2048 bytes of the log',
    [{ logged: `${'a'.repeat(3000)}${'b'.repeat(2048)}`, exitCode: 1, policy: 'FallbackToLogsOnError' }],
    ['b'.repeat(2048)],
  ],
  [
    'together no more than 12 KiB, each its part',
    Array.from({ length: 6 }, () => ({ written: 'x'.repeat(4000), exitCode: 0 })),
    Array.from({ length: 6 }, () => 'x'.repeat(2048)),
  ],
  [
    'cut within a letter, as Go shows it',
    [{ written: '好'.repeat(2000), exitCode: 0 }],
    [`\ufffd${'好'.repeat(1365)}`],
  ],
]
for (const [what, endings, messages] of table)
  it(`a termination message: ${what}`, () => assert.deepEqual(messagesOf(endings), messages))
