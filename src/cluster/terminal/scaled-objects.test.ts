// What scale prints, as kubectl 1.36.4 prints it. The cases are those of upstream's test/cmd/scale.sh.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCluster } from '../create-cluster'
import { createClusterTerminal } from './index'

const TIMERS = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: timers.example.com}
spec:
  group: example.com
  scope: Namespaced
  names: {plural: timers, singular: timer, kind: Timer}
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        properties: {spec: {type: object, properties: {size: {type: integer}}}}
    subresources: {scale: {specReplicasPath: .spec.size, statusReplicasPath: .status.size}}
`
const TIMER = '{apiVersion: example.com/v1, kind: Timer, metadata: {name: t}, spec: {size: 1}}'

const SPEC = "-o jsonpath='{.spec.replicas}/{.spec.size}'"

for (const [type, scaled, read] of [
  ['deploy web --replicas=2 --dry-run=client', '2/', '1/'],
  ['deploy web --replicas=3 --dry-run=server', '3/', '1/'],
  ['deploy web --replicas=2', '2/', '2/'],
  ['timer t --replicas=2 --dry-run=client', '/1', '/1'],
  ['timer t --replicas=2', '/1', '/2'],
] as const) {
  test(`kubectl scale ${type}: the number that is wanted, where it is known to stand`, async () => {
    const answers: string[] = []
    const terminal = createClusterTerminal(createCluster(), { onCommand: ({ stdout }) => answers.push(stdout) })
    await terminal.run('kubectl create deployment web --image=nginx:1.25')
    await terminal.run('kubectl apply -f -', TIMERS)
    await terminal.run('kubectl apply -f -', TIMER)
    await terminal.run(`kubectl scale ${type} ${SPEC}`)
    await terminal.run(`kubectl get ${type.split(' --')[0]} ${SPEC}`)
    assert.deepEqual(answers.slice(-2), [scaled, read])
  })
}
