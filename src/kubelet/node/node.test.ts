import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fileNode, type FolderNode } from '../files/tree'
import { timeText } from '../../objects/time'
import { Rig, type Program } from '../testing/rig.test'
import { podCIDR, nodeIP, PodAddresses } from './node-addresses'

const NODE = 'k8s-node01'
const nginx = (more: object = {}) => ({ name: 'c', image: 'nginx:1.25', ...more })
const nodeOf = (rig: Rig) => {
  const node = rig.server.read.get('Node', '', NODE)
  assert.ok(node)
  return node
}
const condition = (rig: Rig, type: string) => nodeOf(rig).status.conditions?.find((each) => each.type === type)
const nodeEvents = (rig: Rig) =>
  rig.server.read
    .list('Event', 'default')
    .filter(({ involvedObject }) => involvedObject.kind === 'Node')
    .map(({ reason, message }) => `${reason ?? ''} ${message ?? ''}`)
const LASTING: Program = {}

describe('a node', () => {
  it('registers with labels, addresses, capacity, conditions and a lease', () => {
    const rig = new Rig()
    const { metadata, spec, status } = nodeOf(rig)
    assert.deepEqual(metadata.labels, {
      'beta.kubernetes.io/arch': 'amd64',
      'beta.kubernetes.io/os': 'linux',
      'kubernetes.io/arch': 'amd64',
      'kubernetes.io/hostname': NODE,
      'kubernetes.io/os': 'linux',
    })
    assert.equal(spec.podCIDR, '10.244.0.0/24')
    assert.deepEqual(status.addresses, [
      { type: 'InternalIP', address: '192.168.0.200' },
      { type: 'Hostname', address: NODE },
    ])
    assert.equal(status.nodeInfo?.kubeletVersion, 'v1.36.2')
    assert.deepEqual(
      status.conditions?.map(({ type, status: is, reason, message }) => [type, is, reason, message]),
      [
        ['MemoryPressure', 'False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'],
        ['DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'],
        ['PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'],
        ['Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'],
      ],
    )
    const renewed = () => rig.server.read.get('Lease', 'kube-node-lease', NODE)?.spec.renewTime
    const first = renewed()
    rig.pass(10_000)
    assert.equal(Date.parse(renewed() ?? '') - Date.parse(first ?? ''), 10_000)
  })

  it('tells of itself when it joins later', () => {
    const rig = new Rig()
    rig.kubelets.join({ apiVersion: 'v1', kind: 'Node', metadata: { name: 'k8s-node02' }, spec: {} } as never)
    assert.deepEqual(nodeEvents(rig), [
      'Starting Starting kubelet.',
      'NodeHasSufficientMemory Node k8s-node02 status is now: NodeHasSufficientMemory',
      'NodeHasNoDiskPressure Node k8s-node02 status is now: NodeHasNoDiskPressure',
      'NodeHasSufficientPID Node k8s-node02 status is now: NodeHasSufficientPID',
      'NodeReady Node k8s-node02 status is now: NodeReady',
    ])
  })

  it('whose power goes says nothing, and starts its Pods anew when it comes back', () => {
    const rig = new Rig()
    rig.runtime.programs.set('nginx:1.25', LASTING)
    rig.pod('p', { containers: [nginx()] })
    rig.pass(2000)
    rig.kubelets.powerOff(NODE)
    rig.pass(60_000)
    assert.equal(rig.story('p').length, 3)
    assert.equal(Date.parse(rig.server.read.get('Lease', 'kube-node-lease', NODE)?.spec.renewTime ?? ''), rig.begun)
    rig.kubelets.powerOn(NODE)
    rig.pass(3000)
    assert.deepEqual(
      rig
        .story('p')
        .slice(3)
        .map((line) => line.replace(/^\d+ /, '')),
      ['Running - c=Unknown:255', 'Running ready c=running(1)'],
    )
    assert.ok(rig.events('p').includes('SandboxChanged Pod sandbox changed, it will be killed and re-created.'))
    assert.deepEqual(rig.get('p').status.containerStatuses?.[0]?.lastState?.terminated?.exitCode, 255)
  })

  it('that was deleted registers again when its kubelet starts', () => {
    const rig = new Rig()
    rig.server.delete('Node', '', NODE, {}, { actor: 'test' })
    rig.pass(20_000)
    assert.equal(rig.server.read.get('Node', '', NODE), undefined)
    rig.kubelets.stopKubelet(NODE)
    rig.kubelets.startKubelet(NODE)
    assert.equal(condition(rig, 'Ready')?.status, 'True')
  })

  it('runs init containers again after its power was gone', () => {
    const rig = new Rig()
    rig.runtime.programs.set('quick', { start: ({ loop, exit }) => void loop.after(500, () => exit(0)) })
    const init = (name: string) => ({ name, image: 'busybox', command: ['quick'] })
    rig.pod('p', { initContainers: [init('one'), init('two')], containers: [nginx()] })
    rig.pass(6000)
    rig.kubelets.powerOff(NODE)
    rig.pass(1000)
    rig.kubelets.powerOn(NODE)
    rig.pass(6000)
    assert.deepEqual(
      rig
        .story('p')
        .slice(7)
        .map((line) => line.replace(/^\d+ /, '')),
      [
        'Running - one=Completed:0 two=Completed:0 c=Unknown:255',
        'Running - one=running(1) two=PodInitializing c=Unknown:255',
        'Running - one=Completed:0(1) two=PodInitializing c=Unknown:255',
        'Running - one=Completed:0(1) two=running(1) c=Unknown:255',
        'Running - one=Completed:0(1) two=Completed:0(1) c=Unknown:255',
        'Running ready one=Completed:0(1) two=Completed:0(1) c=running(1)',
      ],
    )
  })

  it('whose network is cut goes on, and reports when it can again', () => {
    const rig = new Rig()
    rig.runtime.programs.set('nginx:1.25', { start: ({ loop, exit }) => void loop.after(5000, () => exit(0)) })
    rig.pod('p', { restartPolicy: 'Never', containers: [nginx()] })
    rig.pod('deleted', { containers: [{ name: 'c', image: 'redis' }] })
    rig.pass(2000)
    rig.kubelets.cutNetwork(NODE)
    rig.delete('deleted')
    rig.pass(20_000)
    assert.equal(rig.get('p').status.phase, 'Running')
    assert.ok(rig.get('deleted').metadata.deletionTimestamp)
    rig.kubelets.restoreNetwork(NODE)
    rig.pass(2000)
    assert.equal(rig.get('p').status.phase, 'Succeeded')
    assert.equal(rig.server.read.get('Pod', 'default', 'deleted'), undefined)
  })

  it('that was cut off removes Pods that were deleted and ended meanwhile, whatever of it was seen before', () => {
    const rig = new Rig()
    rig.runtime.programs.set('nginx:1.25', { start: ({ loop, exit }) => void loop.after(5000, () => exit(0)) })
    rig.pod('ends', { restartPolicy: 'Never', containers: [nginx()] })
    rig.pod('stops', { containers: [{ name: 'c', image: 'redis' }] })
    rig.pass(2000)
    rig.delete('stops')
    rig.kubelets.cutNetwork(NODE)
    rig.delete('ends')
    rig.pass(60_000)
    assert.ok(rig.get('ends').metadata.deletionTimestamp)
    assert.ok(rig.get('stops').metadata.deletionTimestamp)
    rig.kubelets.restoreNetwork(NODE)
    rig.pass(2000)
    assert.deepEqual(
      ['ends', 'stops'].map((name) => rig.server.read.get('Pod', 'default', name)),
      [undefined, undefined],
    )
  })

  it('whose kubelet is stopped notices nothing until it starts', () => {
    const rig = new Rig()
    rig.runtime.programs.set('nginx:1.25', { start: ({ loop, exit }) => void loop.after(5000, () => exit(1)) })
    rig.pod('p', { containers: [nginx()] })
    rig.pass(2000)
    rig.kubelets.stopKubelet(NODE)
    rig.pass(20_000)
    assert.equal(rig.story('p').at(-1), '520 Running ready c=running')
    rig.kubelets.startKubelet(NODE)
    rig.pass(1000)
    assert.equal(rig.get('p').status.containerStatuses?.[0]?.restartCount, 1)
  })

  it('without a network plugin is not ready and takes only Pods on its own network', () => {
    const rig = new Rig()
    rig.kubelets.setNetworkPlugin(NODE, false)
    assert.equal(
      condition(rig, 'Ready')?.message,
      'container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized',
    )
    rig.pod('p', { containers: [nginx()] })
    rig.pod('plugin', { hostNetwork: true, containers: [nginx()] })
    rig.pass(3000)
    assert.equal(rig.get('plugin').status.podIP, '192.168.0.200')
    assert.equal(rig.get('p').status.phase, 'Pending')
    assert.match(
      rig.events('p')[0] ?? '',
      /^NetworkNotReady network is not ready: container runtime network not ready: NetworkReady=false/,
    )
    rig.kubelets.setNetworkPlugin(NODE, true)
    rig.pass(2000)
    assert.equal(rig.get('p').status.phase, 'Running')
    assert.deepEqual(nodeEvents(rig), [
      `NodeNotReady Node ${NODE} status is now: NodeNotReady`,
      `NodeReady Node ${NODE} status is now: NodeReady`,
    ])
  })

  it('without a route says so beside its own conditions', () => {
    const rig = new Rig()
    rig.kubelets.setNetworkUnavailable(NODE, true)
    rig.pass(10_000)
    assert.deepEqual([condition(rig, 'NetworkUnavailable')?.status, condition(rig, 'Ready')?.status], ['True', 'True'])
    rig.kubelets.setNetworkUnavailable(NODE, false)
    assert.equal(condition(rig, 'NetworkUnavailable')?.status, 'False')
  })

  it('under memory pressure evicts Pods, one at a time, and keeps BestEffort Pods out', () => {
    const rig = new Rig()
    rig.pod('cheap', { containers: [nginx()] })
    rig.pod('paid', { containers: [nginx({ resources: { requests: { memory: '64Mi' } } })] })
    rig.pass(2000)
    rig.kubelets.setPressure(NODE, 'MemoryPressure', true)
    assert.equal(condition(rig, 'MemoryPressure')?.reason, 'KubeletHasInsufficientMemory')
    rig.pass(3000)
    const { status } = rig.get('cheap')
    assert.deepEqual([status.phase, status.reason], ['Failed', 'Evicted'])
    assert.equal(
      status.message,
      'The node was low on resource: memory. Threshold quantity: 100Mi, available: 50Mi. Container c was using 2Mi, request is 0, has larger consumption of memory. ',
    )
    assert.equal(status.conditions?.[0]?.type, 'DisruptionTarget')
    assert.equal(rig.get('paid').status.phase, 'Running')
    rig.pod('late', { containers: [nginx()] })
    rig.pass(1000)
    assert.deepEqual(
      [rig.get('late').status.reason, rig.get('late').status.message],
      ['Evicted', 'Pod was rejected: The node had condition: [MemoryPressure]. '],
    )
    rig.kubelets.setPressure(NODE, 'MemoryPressure', false)
    rig.pass(299_000)
    assert.equal(condition(rig, 'MemoryPressure')?.status, 'True')
    rig.pass(2_000)
    assert.equal(condition(rig, 'MemoryPressure')?.status, 'False')
  })

  it('takes no Pod that would set an unsafe kernel parameter', () => {
    for (const [name, message] of [
      ['kernel.msgmax', 'Pod was rejected: forbidden sysctl: "kernel.msgmax" not allowlisted'],
      ['net/ipv4/tcp_syncookies', undefined],
    ] as const) {
      const rig = new Rig()
      rig.pod('p', { securityContext: { sysctls: [{ name, value: '1' }] }, containers: [nginx()] })
      rig.pass(2000)
      const { phase, reason, message: told } = rig.get('p').status
      assert.deepEqual(
        [phase, reason, told],
        message === undefined ? ['Running', undefined, undefined] : ['Failed', 'SysctlForbidden', message],
      )
    }
  })

  it('evicts a Pod that fills its emptyDir beyond the limit', () => {
    const rig = new Rig()
    rig.pod('p', {
      volumes: [{ name: 'cache', emptyDir: { sizeLimit: '1Ki' } }],
      containers: [{ ...nginx(), volumeMounts: [{ name: 'cache', mountPath: '/cache' }] }],
    })
    rig.pass(5000)
    const worker = [...rig.kubelets.agentOf('k8s-node01').workers.values()][0]
    const files = worker?.podVolumes().rootOf(worker.pod, { name: 'cache', emptyDir: {} }) as FolderNode
    files.entries.set('big', fileNode('x'.repeat(2000)))
    rig.pass(10_000)
    const { phase, reason, message, conditions } = rig.get('p').status
    assert.deepEqual(
      [phase, reason, message],
      ['Failed', 'Evicted', 'Usage of EmptyDir volume "cache" exceeds the limit "1Ki". '],
    )
    assert.equal(
      conditions?.some(({ type }) => type === 'DisruptionTarget'),
      false,
    )
    assert.ok(rig.events('p').includes('Evicted Usage of EmptyDir volume "cache" exceeds the limit "1Ki". '))
  })

  it('that shuts down ends its Pods with grace', () => {
    const rig = new Rig()
    rig.pod('p', { containers: [nginx()] })
    rig.pass(2000)
    rig.kubelets.shutDown(NODE)
    assert.equal(condition(rig, 'Ready')?.message, 'node is shutting down')
    rig.pass(3000)
    assert.deepEqual(
      [rig.get('p').status.phase, rig.get('p').status.reason, rig.get('p').status.message],
      ['Failed', 'Terminated', 'Pod was terminated in response to imminent node shutdown.'],
    )
  })
})

describe('admission on the node', () => {
  const table: { name: string; spec: object; before?: object; reason: string; message: string }[] = [
    {
      name: 'cpu',
      spec: { containers: [nginx({ resources: { requests: { cpu: '9' } } })] },
      reason: 'OutOfcpu',
      message: "Pod was rejected: Node didn't have enough resource: cpu, requested: 9000, used: 0, capacity: 4000",
    },
    {
      name: 'affinity',
      spec: { nodeSelector: { disk: 'ssd' }, containers: [nginx()] },
      reason: 'NodeAffinity',
      message: "Pod was rejected: Predicate NodeAffinity failed: node(s) didn't match Pod's node affinity/selector",
    },
    {
      name: 'ports',
      before: { containers: [nginx({ ports: [{ containerPort: 80, hostPort: 8080 }] })] },
      spec: { containers: [nginx({ ports: [{ containerPort: 80, hostPort: 8080 }] })] },
      reason: 'NodePorts',
      message:
        "Pod was rejected: Predicate NodePorts failed: node(s) didn't have free ports for the requested pod ports",
    },
  ]
  for (const { name, spec, before, reason, message } of table) {
    it(name, () => {
      const rig = new Rig()
      if (before) rig.pod('before', before)
      rig.pass(1000)
      rig.pod('p', spec)
      rig.pass(1000)
      const { status } = rig.get('p')
      const { generation: observedGeneration } = rig.get('p').metadata
      assert.deepEqual(status, {
        ...(observedGeneration === undefined ? {} : { observedGeneration }),
        phase: 'Failed',
        reason,
        message,
        qosClass: status.qosClass,
        startTime: timeText(rig.begun + 1000),
      })
      rig.delete('p')
      rig.pass(1000)
      assert.equal(rig.server.read.get('Pod', 'default', 'p'), undefined)
    })
  }
})

describe('static Pods', () => {
  const manifest = (image: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers: [{name: c, image: "${image}"}]\n`
  it('show as mirrors that come back, change with their file, and go with it', () => {
    const rig = new Rig()
    rig.kubelets.writeManifest(NODE, 'web.yaml', manifest('nginx:1.25'))
    rig.pass(2000)
    const mirror = rig.get(`web-${NODE}`)
    assert.equal(mirror.status.phase, 'Running')
    assert.equal(mirror.metadata.annotations?.['kubernetes.io/config.source'], 'file')
    assert.equal(mirror.metadata.ownerReferences?.[0]?.kind, 'Node')
    const id = mirror.status.containerStatuses?.[0]?.containerID
    rig.delete(`web-${NODE}`)
    rig.pass(2000)
    const again = rig.get(`web-${NODE}`)
    assert.notEqual(again.metadata.uid, mirror.metadata.uid)
    assert.equal(again.status.containerStatuses?.[0]?.containerID, id)
    assert.equal(again.status.phase, 'Running')
    rig.kubelets.writeManifest(NODE, 'web.yaml', manifest('nginx:1.26'))
    rig.pass(3000)
    assert.equal(rig.get(`web-${NODE}`).spec.containers[0]?.image, 'nginx:1.26')
    rig.kubelets.writeManifest(NODE, 'web.yaml', '')
    rig.pass(3000)
    assert.equal(rig.server.read.get('Pod', 'default', `web-${NODE}`), undefined)
  })
})

describe('addresses', () => {
  it('of nodes and their Pods do not clash, whatever the number of nodes', () => {
    assert.deepEqual([0, 1, 55, 56].map(nodeIP), ['192.168.0.200', '192.168.0.201', '192.168.0.255', '192.168.1.0'])
    const all = new Set(Array.from({ length: 5000 }, (_, place) => podCIDR(place)))
    assert.equal(all.size, 5000)
    assert.deepEqual([podCIDR(0), podCIDR(3), podCIDR(256)], ['10.244.0.0/24', '10.244.3.0/24', '10.245.0.0/24'])
    assert.ok(![...all].some((cidr) => /^10\.(9[6-9]|10\d|11[01])\./.test(cidr)), 'clear of the Services')
  })
  it('are taken in turn: one that was given back is not taken again at once', () => {
    const addresses = new PodAddresses('10.244.1.0/29')
    assert.deepEqual([addresses.take(), addresses.take()], ['10.244.1.2', '10.244.1.3'])
    addresses.giveBack('10.244.1.2')
    assert.deepEqual(
      [addresses.take(), addresses.take(), addresses.take(), addresses.take(), addresses.take()],
      ['10.244.1.4', '10.244.1.5', '10.244.1.6', '10.244.1.2', undefined],
    )
  })
})
