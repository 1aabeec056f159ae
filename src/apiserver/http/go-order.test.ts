import assert from 'node:assert/strict'
import { test } from 'node:test'
import { jsonLine, prettyJson } from './go-json'
import { inGoOrder } from './go-order'

/** Objects as a v1.36.2 API server sent them. */
const RECORDED: readonly string[] = [
  `{"kind":"Pod","apiVersion":"v1","metadata":{"name":"p","namespace":"default","uid":"779794e9-2f07-4648-9d74-39cf2ca075bc","resourceVersion":"37456","generation":2,"creationTimestamp":"2026-11-21T06:02:18Z","deletionTimestamp":"2026-11-21T06:02:38Z","deletionGracePeriodSeconds":0,"labels":{"app":"p"}},"spec":{"volumes":[{"name":"kube-api-access-w9lmz","projected":{"sources":[{"serviceAccountToken":{"expirationSeconds":3607,"path":"token"}},{"configMap":{"name":"kube-root-ca.crt","items":[{"key":"ca.crt","path":"ca.crt"}]}},{"downwardAPI":{"items":[{"path":"namespace","fieldRef":{"apiVersion":"v1","fieldPath":"metadata.namespace"}}]}}],"defaultMode":420}}],"initContainers":[{"name":"side","image":"busybox:1.28","command":["sh","-c","trap \\"exit 0\\" TERM; while true; do sleep 1; done"],"resources":{},"restartPolicy":"Always","volumeMounts":[{"name":"kube-api-access-w9lmz","readOnly":true,"mountPath":"/var/run/secrets/kubernetes.io/serviceaccount"}],"terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File","imagePullPolicy":"IfNotPresent"}],"containers":[{"name":"main","image":"busybox:1.28","command":["sh","-c","sleep 5"],"resources":{},"volumeMounts":[{"name":"kube-api-access-w9lmz","readOnly":true,"mountPath":"/var/run/secrets/kubernetes.io/serviceaccount"}],"terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File","imagePullPolicy":"IfNotPresent"}],"restartPolicy":"Always","terminationGracePeriodSeconds":2,"dnsPolicy":"ClusterFirst","serviceAccountName":"default","serviceAccount":"default","nodeName":"k8s-node01","securityContext":{},"schedulerName":"default-scheduler","tolerations":[{"key":"node.kubernetes.io/not-ready","operator":"Exists","effect":"NoExecute","tolerationSeconds":300},{"key":"node.kubernetes.io/unreachable","operator":"Exists","effect":"NoExecute","tolerationSeconds":300}],"priority":0,"enableServiceLinks":true,"preemptionPolicy":"PreemptLowerPriority"},"status":{"observedGeneration":2,"phase":"Succeeded","conditions":[{"type":"PodReadyToStartContainers","observedGeneration":2,"status":"False","lastProbeTime":null,"lastTransitionTime":"2026-11-21T06:02:38Z"},{"type":"Initialized","observedGeneration":2,"status":"True","lastProbeTime":null,"lastTransitionTime":"2026-11-21T06:02:18Z","reason":"PodCompleted"},{"type":"Ready","observedGeneration":2,"status":"False","lastProbeTime":null,"lastTransitionTime":"2026-11-21T06:02:29Z","reason":"PodCompleted"},{"type":"ContainersReady","observedGeneration":2,"status":"False","lastProbeTime":null,"lastTransitionTime":"2026-11-21T06:02:29Z","reason":"PodCompleted"},{"type":"PodScheduled","observedGeneration":2,"status":"True","lastProbeTime":null,"lastTransitionTime":"2026-11-21T06:02:18Z"}],"hostIP":"192.168.0.204","hostIPs":[{"ip":"192.168.0.204"}],"podIP":"10.244.0.50","podIPs":[{"ip":"10.244.0.50"}],"startTime":"2026-11-21T06:02:18Z","initContainerStatuses":[{"name":"side","state":{"terminated":{"exitCode":0,"reason":"Completed","startedAt":"2026-11-21T06:02:18Z","finishedAt":"2026-11-21T06:02:38Z","containerID":"containerd://c7a12fbb28a7d7a43e1de8d811c30dd1001797eb01bdc9cdcf7bfd907f5f19f0"}},"lastState":{},"ready":false,"restartCount":0,"image":"docker.io/library/busybox:1.28","imageID":"docker.io/library/busybox@sha256:118c57879acf775b0692097b77779537216cd9c6700bfb24de572471b0ef656d","containerID":"containerd://c7a12fbb28a7d7a43e1de8d811c30dd1001797eb01bdc9cdcf7bfd907f5f19f0","started":false,"resources":{},"volumeMounts":[{"name":"kube-api-access-w9lmz","mountPath":"/var/run/secrets/kubernetes.io/serviceaccount","readOnly":true,"recursiveReadOnly":"Disabled"}],"user":{"linux":{"uid":0,"gid":0,"supplementalGroups":[0]}}}],"containerStatuses":[{"name":"main","state":{"terminated":{"exitCode":0,"reason":"Completed","startedAt":"2026-11-21T06:02:23Z","finishedAt":"2026-11-21T06:02:28Z","containerID":"containerd://65542c009e1cdfb176d29bec43c93394541e2092aa4be26228d9d1f1788b7a07"}},"lastState":{"terminated":{"exitCode":0,"reason":"Completed","startedAt":"2026-11-21T06:02:18Z","finishedAt":"2026-11-21T06:02:23Z","containerID":"containerd://f230191fdfc3e2f3991c602ab818a2252381b32f6f941815a774550947282741"}},"ready":false,"restartCount":1,"image":"docker.io/library/busybox:1.28","imageID":"docker.io/library/busybox@sha256:118c57879acf775b0692097b77779537216cd9c6700bfb24de572471b0ef656d","containerID":"containerd://65542c009e1cdfb176d29bec43c93394541e2092aa4be26228d9d1f1788b7a07","started":false,"resources":{},"volumeMounts":[{"name":"kube-api-access-w9lmz","mountPath":"/var/run/secrets/kubernetes.io/serviceaccount","readOnly":true,"recursiveReadOnly":"Disabled"}],"user":{"linux":{"uid":0,"gid":0,"supplementalGroups":[0]}}}],"qosClass":"BestEffort","resources":{"limits":{"memory":"9007199254740988Ki"}}}}`,
  `{"kind":"Event","apiVersion":"v1","metadata":{"name":"tick.18e9f9960d8ea3df","namespace":"default","uid":"2f2bc2c2-d696-4bb3-9ee7-ea269363fcb5","resourceVersion":"35869","creationTimestamp":"2026-11-21T05:52:29Z"},"involvedObject":{"kind":"CronJob","namespace":"default","name":"tick","uid":"96f09b35-3683-4327-9bcb-e52fed06dad5","apiVersion":"batch/v1","resourceVersion":"35843"},"reason":"SuccessfulDelete","message":"Deleted job tick-29920672","source":{"component":"cronjob-controller"},"firstTimestamp":"2026-11-21T05:52:29Z","lastTimestamp":"2026-11-21T05:52:29Z","count":1,"type":"Normal","eventTime":null,"reportingComponent":"cronjob-controller","reportingInstance":""}`,
  `{"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"nginx-deployment","namespace":"default","uid":"7a914ca3-0c76-45ad-ade4-df4dcc7e3941","resourceVersion":"5201","generation":2,"creationTimestamp":"2026-11-21T04:52:04Z","labels":{"app":"nginx"},"annotations":{"deployment.kubernetes.io/revision":"2"}},"spec":{"replicas":3,"selector":{"matchLabels":{"app":"nginx"}},"template":{"metadata":{"labels":{"app":"nginx"}},"spec":{"containers":[{"name":"nginx","image":"nginx:1.9.1","ports":[{"containerPort":80,"protocol":"TCP"}],"resources":{},"terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File","imagePullPolicy":"IfNotPresent"}],"restartPolicy":"Always","terminationGracePeriodSeconds":30,"dnsPolicy":"ClusterFirst","securityContext":{},"schedulerName":"default-scheduler"}},"strategy":{"type":"RollingUpdate","rollingUpdate":{"maxUnavailable":1,"maxSurge":1}},"revisionHistoryLimit":10,"progressDeadlineSeconds":600},"status":{"observedGeneration":2,"replicas":3,"updatedReplicas":3,"readyReplicas":3,"availableReplicas":3,"terminatingReplicas":0,"conditions":[{"type":"Available","status":"True","lastUpdateTime":"2026-11-21T04:52:04Z","lastTransitionTime":"2026-11-21T04:52:04Z","reason":"MinimumReplicasAvailable","message":"Deployment has minimum availability."},{"type":"Progressing","status":"True","lastUpdateTime":"2026-11-21T04:52:06Z","lastTransitionTime":"2026-11-21T04:52:04Z","reason":"NewReplicaSetAvailable","message":"ReplicaSet \\"nginx-deployment-649ddf478b\\" has successfully progressed."}]}}`,
  `{"kind":"EndpointSlice","apiVersion":"discovery.k8s.io/v1","metadata":{"name":"demo-58t85","generateName":"demo-","namespace":"default","uid":"26e04a36-a059-49fb-8fd2-760293878c22","resourceVersion":"6346","generation":1,"creationTimestamp":"2026-11-21T04:55:26Z","labels":{"app":"demo","endpointslice.kubernetes.io/managed-by":"endpointslice-controller.k8s.io","kubernetes.io/service-name":"demo"},"annotations":{"endpoints.kubernetes.io/last-change-trigger-time":"2026-11-21T04:55:26Z"},"ownerReferences":[{"apiVersion":"v1","kind":"Service","name":"demo","uid":"5dd0172b-2629-4cba-8061-d7cbd1e7c6ba","controller":true,"blockOwnerDeletion":true}]},"addressType":"IPv4","endpoints":[{"addresses":["192.168.192.168"],"conditions":{"ready":true,"serving":true,"terminating":false},"targetRef":{"kind":"Pod","namespace":"default","name":"demo-6fbcd8d789-cqngt","uid":"b36f1027-86d9-48be-b41f-4da47bc71c0f"},"nodeName":"k8s-node02"},{"addresses":["192.168.192.168"],"conditions":{"ready":true,"serving":true,"terminating":false},"targetRef":{"kind":"Pod","namespace":"default","name":"demo-6fbcd8d789-9lkdh","uid":"f72b6d5d-6c8e-45f0-ac4d-ab987d4f2f02"},"nodeName":"k8s-node01"}],"ports":[{"name":"","protocol":"TCP","port":80}]}`,
  `{"kind":"PersistentVolumeClaim","apiVersion":"v1","metadata":{"name":"www-web-2","namespace":"default","uid":"c04d433b-2891-4838-a856-ea5c525ed11a","resourceVersion":"8272","creationTimestamp":"2026-11-21T04:58:57Z","labels":{"app":"nginx"},"annotations":{"pv.kubernetes.io/bind-completed":"yes","pv.kubernetes.io/bound-by-controller":"yes"},"finalizers":["kubernetes.io/pvc-protection"]},"spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"}},"volumeName":"pv-2","volumeMode":"Filesystem"},"status":{"phase":"Bound","accessModes":["ReadWriteOnce"],"capacity":{"storage":"10Gi"}}}`,
]

const backwards = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(backwards)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, each]) => [key, backwards(each)]),
  )
}

for (const text of RECORDED)
  test(`fields of ${(JSON.parse(text) as { kind: string }).kind} stand as in Go's struct, maps by their keys`, () => {
    assert.equal(JSON.stringify(inGoOrder(backwards(JSON.parse(text)) as object)), text)
  })

test('what is in order already is the same object', () => {
  for (const text of RECORDED) {
    const object = JSON.parse(text) as object
    assert.equal(inGoOrder(object), object)
  }
})

test('lists, tables, and kinds that no struct is known of', () => {
  const item = { status: {}, metadata: { uid: 'u', name: 'n' } }
  assert.equal(
    JSON.stringify(inGoOrder({ items: [item], metadata: {}, apiVersion: 'v1', kind: 'PodList' })),
    '{"kind":"PodList","apiVersion":"v1","metadata":{},"items":[{"metadata":{"name":"n","uid":"u"},"status":{}}]}',
  )
  const object = { apiVersion: 'meta.k8s.io/v1', kind: 'PartialObjectMetadata', metadata: { uid: 'u', name: 'n' } }
  assert.equal(
    JSON.stringify(inGoOrder({ kind: 'Table', apiVersion: 'meta.k8s.io/v1', rows: [{ cells: [1], object }] })),
    '{"kind":"Table","apiVersion":"meta.k8s.io/v1","rows":[{"cells":[1],"object":{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":{"name":"n","uid":"u"}}}]}',
  )
  const unknown = { apiVersion: 'example.com/v1', kind: 'Thing', spec: { b: 1, a: 2 } }
  assert.equal(
    JSON.stringify(inGoOrder(unknown)),
    '{"apiVersion":"example.com/v1","kind":"Thing","spec":{"a":2,"b":1}}',
  )
})

test('a key of a map may have any name', () => {
  const data = JSON.parse('{"b":"1","__proto__":"2","a":"3"}') as object
  const ordered = inGoOrder({ data, kind: 'ConfigMap', apiVersion: 'v1' }) as { data: object }
  assert.equal(
    JSON.stringify(ordered),
    '{"kind":"ConfigMap","apiVersion":"v1","data":{"__proto__":"2","a":"3","b":"1"}}',
  )
  assert.equal(Object.getPrototypeOf(ordered.data), Object.prototype)
})

test('Go escapes what HTML would take for markup, and ends a line', () => {
  const object = { kind: 'ConfigMap', apiVersion: 'v1', data: { a: '<&>\u2028ü' } }
  assert.equal(
    jsonLine(object),
    '{"kind":"ConfigMap","apiVersion":"v1","data":{"a":"\\u003c\\u0026\\u003e\\u2028ü"}}\n',
  )
  assert.equal(prettyJson({ a: { b: [] } }), '{\n  "a": {\n    "b": []\n  }\n}')
})
