import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clusterAt } from '../site/timeline/instant'
import { LiveSession } from './session'

test('what is typed is a step, and the record goes on', async () => {
  const session = new LiveSession()
  session.writeFile(
    'web.yaml',
    'apiVersion: v1\nkind: Pod\nmetadata: {name: alone}\nspec:\n  containers:\n  - {name: web, image: nginx}\n',
  )
  const [first] = await session.type('kubectl create deployment web --image=nginx --replicas=2')
  assert.equal(first?.stdout, 'deployment.apps/web created\n')
  assert.deepEqual([session.record().steps.length, clusterAt(session.record(), session.record().end).readyPods], [1, 0])
  const answers = await session.type('kubectl create -f web.yaml\nsleep 30')
  assert.deepEqual(
    answers.map(({ command }) => command),
    ['kubectl create -f web.yaml', 'sleep 30'],
  )
  const record = session.record()
  assert.deepEqual(
    record.steps.map(({ from, to }) => Math.floor((to - from) / 1000)),
    [0, 30],
  )
  assert.equal(clusterAt(record, record.end).readyPods, 3)
})
