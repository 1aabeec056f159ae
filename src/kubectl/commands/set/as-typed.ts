// Objects that were not sent to a server are shown as Go's types write them: with the members that are never left out.
import { type AnyObject, isFields, listAt, valueAt, withValueAt } from '../../objects'
import { podSpecPath } from './change-objects'

const ALWAYS: Readonly<Record<string, readonly (readonly [path: readonly string[], value: unknown])[]>> = {
  Pod: [[['status'], {}]],
  Deployment: [
    [['spec', 'strategy'], {}],
    [['status'], {}],
  ],
  ReplicaSet: [[['status'], { replicas: 0 }]],
  ReplicationController: [[['status'], { replicas: 0 }]],
  DaemonSet: [
    [['spec', 'updateStrategy'], {}],
    [['status'], { currentNumberScheduled: 0, desiredNumberScheduled: 0, numberMisscheduled: 0, numberReady: 0 }],
  ],
  StatefulSet: [
    [['spec', 'serviceName'], ''],
    [['spec', 'updateStrategy'], {}],
    [['status'], { availableReplicas: 0, replicas: 0 }],
  ],
  Job: [[['status'], {}]],
  CronJob: [
    [['spec', 'jobTemplate', 'metadata'], {}],
    [['status'], {}],
  ],
  Service: [[['status'], { loadBalancer: {} }]],
}

export function asTyped(object: AnyObject): AnyObject {
  let typed = object
  const add = (path: readonly string[], value: unknown): void => {
    if (valueAt(typed, ...path) === undefined) typed = withValueAt(typed, path, value)
  }
  for (const [path, value] of ALWAYS[object.kind] ?? []) add(path, value)
  if (object.kind === 'Service')
    typed = withValueAt(
      typed,
      ['spec', 'ports'],
      listAt(typed, 'spec', 'ports').map((port) => ({ targetPort: 0, ...(port as object) })),
    )
  const specPath = podSpecPath(object.kind)
  if (!specPath) return typed
  if (specPath.length > 1) add([...specPath.slice(0, -1), 'metadata'], {})
  for (const field of ['containers', 'initContainers']) {
    const list = listAt(typed, ...specPath, field)
    if (list.length === 0) continue
    typed = withValueAt(
      typed,
      [...specPath, field],
      list.map((each) => (isFields(each) && each['resources'] === undefined ? { ...each, resources: {} } : each)),
    )
  }
  return typed
}
