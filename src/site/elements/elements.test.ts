import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Html } from '../markup'
import type { ScenarioRecord } from '../../objects/run-record'
import { en } from '../words/en'
import { changesOfSteps } from './step-changes'
import { promptLines, terminal } from './terminal'
import { prose } from './text'

const html = (node: Html | undefined): string => node?.text ?? ''

test('each typed line has its prompt; what goes on has the second one', () => {
  const table: [string, string[]][] = [
    ['kubectl get pods\nkubectl get rs', ['$ ', '$ ']],
    ['cat <<EOF | kubectl apply -f -\nkind: Pod\nEOF\nkubectl get pods', ['$ ', '> ', '> ', '$ ']],
    ['for i in 0 1; do\n  kubectl get pod web-$i\ndone\necho', ['$ ', '> ', '> ', '$ ']],
    ['kubectl run x \\\n  --image=nginx', ['$ ', '> ']],
  ]
  for (const [command, prompts] of table) assert.deepEqual(promptLines(command).map(({ prompt }) => prompt), prompts, command)
})

test('what a command answers is text, never markup', () => {
  const text = html(terminal([{ from: 0, to: 0, command: 'echo "<b>"', stdout: '<script>alert(1)</script>\n', stderr: '<img onerror=x>', exitCode: 1 }], en))
  assert.doesNotMatch(text, /<script|<img|<b>/)
  assert.match(text, /&lt;script&gt;alert\(1\)&lt;\/script&gt;/)
  assert.match(text, /exit code 1/)
})

test('only addresses of the web become links', () => {
  const text = html(prose('See https://kubernetes.io/docs/x#y and javascript:alert(1)\n\n  参见 https://kubernetes.io/zh-cn/。'))
  assert.deepEqual([...text.matchAll(/href="([^"]*)"/g)].map(([, href]) => href), ['https://kubernetes.io/docs/x#y', 'https://kubernetes.io/zh-cn/'])
})

test('the changes of a step are net, object by object', () => {
  const objects = [{ kind: 'Deployment', namespace: 'default', name: 'web' }, { kind: 'Pod', namespace: 'default', name: 'web-a' }]
  const at = { at: 0, step: 0, actor: 'x' }
  const writes: ScenarioRecord['writes'] = [
    { ...at, type: 'MODIFIED', object: 0, changes: [{ path: 'status.readyReplicas', before: 1, after: 2 }, { path: 'spec.replicas', before: 2, after: 3 }] },
    { ...at, type: 'MODIFIED', object: 0, changes: [{ path: 'status.readyReplicas', before: 2, after: 1 }, { path: 'spec.replicas', before: 3, after: 4 }] },
    { ...at, type: 'ADDED', object: 1 }, { ...at, step: 1, type: 'DELETED', object: 1 },
  ]
  const told = (step: number) => changesOfSteps({ steps: [{ from: 0, to: 0, commands: [] }, { from: 0, to: 0, commands: [] }], objects, writes })[step]?.map(({ object, type, fields }) => [object.name, type, fields])
  assert.deepEqual(told(0), [['web', 'modified', [{ path: 'spec.replicas', before: 2, after: 4 }]], ['web-a', 'created', []]])
  assert.deepEqual(told(1), [['web-a', 'deleted', []]])
})
