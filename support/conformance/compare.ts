// Compares what the model answers with what a real cluster answered, after taking out what differs from one real run to
// the next: uids, times, ages, addresses, random names, which node a Pod landed on.
import type { RecordedEvent, Recording, RecordedStep } from './recording'

export interface Difference {
  readonly command: string
  readonly want: string
  readonly got: string
}

export interface Comparison {
  readonly commands: number
  readonly differences: readonly Difference[]
  readonly events: number
  readonly missing: readonly string[]
  readonly extra: readonly string[]
}

const TAKEN_OUT: readonly [RegExp, string][] = [
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<uid>'],
  [/"?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z"?/g, '<time>'],
  [/(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d \w{3} \d{4} \d\d:\d\d:\d\d [+-]\d{4}/g, '<time>'],
  // Before the ages: a random name may look like one.
  [
    /(-[bcdfghjklmnpqrstvwxz2456789]{6,10}|fluentd-elasticsearch|frontend|nginx|pi|bad|good|demo|web|manual|tick-\d+)-[bcdfghjklmnpqrstvwxz2456789]{5}\b/g,
    '$1-<rand>',
  ],
  [/\b\d+(\.\d+)?ms\b|\b(\d+d)?(\d+h)?(\d+m)?\d+(\.\d+)?s\b|\b\d+[smhd]\b|<invalid>|<unknown>/g, '<age>'],
  [/resourceVersion: "\d+"|"resourceVersion": ?"\d+"/g, '<rv>'],
  [/Resource Version:\s+\d+/g, '<rv>'],
  [/\b[0-9a-f]{64}\b/g, '<id>'],
  [/\b(\d{1,3}\.){3}\d{1,3}\b/g, '<ip>'],
  [/kube-api-access-\w{5}/g, 'kube-api-access-<rand>'],
  [/\b(k8s-node0[12]|k8s-master01|fake-\d+)\b/g, '<node>'],
  [/nodePort: \d+/g, 'nodePort: <port>'],
  [/\/tmp\/(kubectl-edit-|LIVE-|MERGED-)\d+/g, '<tmp>$1'],
  [/imageID: .*/g, ''],
  [/containerID: .*/g, ''],
  [/Image ID: .*/g, ''],
  [/Container ID: .*/g, ''],
  [/Image size: \d+ bytes/g, 'Image size: <n> bytes'],
  [/(containerd|fakeRuntime):\/\/\S+/g, '<runtime>'],
  [/\(x\d+ over <age>\)/g, ''],
  [/[ \t]+/g, ' '],
  [/ +$/gm, ''],
]

/** A text without what may differ. The hashes of templates are those of a real cluster. */
export function normalised(text: string): string {
  let result = text
  for (const [pattern, by] of TAKEN_OUT) result = result.replace(pattern, by)
  return result.trim()
}

/** Lines of waiting depend on when one looks, warnings may stand anywhere: lines are compared as a set. */
const settled = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !/^Waiting for|^waiting for|^Flag --|^Warning:/.test(line))
    .sort()
    .join('\n')

type Answer = Pick<RecordedStep, 'stdout' | 'stderr' | 'exitCode'>

export interface Played {
  readonly answers: readonly Answer[]
  readonly events: readonly RecordedEvent[]
}

export function compare(want: Recording, got: Played): Comparison {
  const differences = want.steps.flatMap((step, i): Difference[] => {
    const answer = got.answers[i] ?? { stdout: '', stderr: 'not run', exitCode: -1 }
    const texts = (each: Answer) => [each.stdout, each.stderr].map((text) => settled(normalised(text)))
    const [wantOut, wantErr] = texts(step)
    const [gotOut, gotErr] = texts(answer)
    if (wantOut === gotOut && wantErr === gotErr && step.exitCode === answer.exitCode) return []
    const whole = (each: Answer) => `${normalised(each.stdout + each.stderr)}\n[exit ${each.exitCode}]`
    return [{ command: step.command, want: whole(step), got: whole(answer) }]
  })
  const wanted = eventTexts(want.events, want.runtime)
  const told = eventTexts(got.events, want.runtime)
  return {
    commands: want.steps.length,
    differences,
    events: wanted.size,
    missing: [...wanted].filter((text) => !told.has(text)),
    extra: [...told].filter((text) => !wanted.has(text)),
  }
}

/** The runtime of the workload recordings tells of no image and no container. */
function eventTexts(events: readonly RecordedEvent[], runtime: Recording['runtime']): Set<string> {
  const noise = runtime === 'containerd' ? /Pulled|Pulling/ : /Pulled|Pulling|Created|Started/
  const texts = events.map(({ kind, reason, message }) => `${kind} ${reason}: ${normalised(message)}`)
  return new Set(
    texts.filter((text) => !/combined from similar|NodeNot|RegisteredNode|^Node /.test(text) && !noise.test(text)),
  )
}
