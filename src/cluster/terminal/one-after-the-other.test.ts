import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCluster } from '../create-cluster'
import { createClusterTerminal } from '.'

test('what one line has written has had its effect when the next line looks', async () => {
  const terminal = createClusterTerminal(createCluster())
  const { stdout } = await terminal.run(
    'kubectl create deployment web --image=nginx\nkubectl get rs,pods -l app=web -o name',
  )
  assert.deepEqual(
    stdout.split('\n').map((line) => line.replace(/-.*/, '')),
    ['deployment.apps/web created', 'replicaset.apps/web', 'pod/web', ''],
  )
})

test('objects of one file come one after the other, and controllers act in between', async () => {
  const terminal = createClusterTerminal(createCluster())
  terminal.writeFile(
    'team.yaml',
    `
apiVersion: v1
kind: Namespace
metadata: {name: team}
---
apiVersion: v1
kind: ResourceQuota
metadata: {name: two, namespace: team}
spec: {hard: {pods: "2"}}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: team}
spec:
  containers: [{name: nginx, image: nginx}]
`,
  )
  const { stdout, stderr } = await terminal.run(
    'kubectl create -f team.yaml && kubectl get quota two -n team -o jsonpath={.status.used.pods}',
  )
  assert.deepEqual([stdout, stderr], ['namespace/team created\nresourcequota/two created\npod/web created\n1', ''])
})
