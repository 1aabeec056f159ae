// What is in a cluster before anybody does anything: namespaces, the two Services, priority classes, nodes.
import type { ApiServer } from '../apiserver/api-server'
import type { Caller } from '../apiserver/caller'
import type { Submitted } from '../apiserver/write/create'
import type { Draft } from '../objects/kube-object'
import type { Endpoints, EndpointSlice, Namespace, Service } from '../objects/kinds'

const CALLER: Caller = { actor: 'kube-apiserver' }

/** The API server keeps these, and makes them anew. */
export const NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system']
export const API_SERVER_IP = '10.96.0.1'
export const DNS_IP = '10.96.0.10'

export const namespace = (name: string) =>
  ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }) as unknown as Draft<Namespace>

const priorityClass = (name: string, value: number, description: string): Submitted =>
  ({
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name },
    value,
    description,
    preemptionPolicy: 'PreemptLowerPriority',
  }) as Submitted

export const kubernetesService = (targetPort: number) =>
  ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'kubernetes', namespace: 'default', labels: { component: 'apiserver', provider: 'kubernetes' } },
    spec: {
      clusterIP: API_SERVER_IP,
      type: 'ClusterIP',
      sessionAffinity: 'None',
      ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort }],
    },
  }) as unknown as Draft<Service>

/** The control plane's own address, behind the Service kubernetes; the API server itself keeps these two. */
export const CONTROL_PLANE_IP = '192.168.0.200'
export const API_PORT_DEFAULT = 6443
const portOf = (port: number) => ({ name: 'https', port, protocol: 'TCP' })

export const kubernetesEndpoints = (port: number) =>
  ({
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: {
      name: 'kubernetes',
      namespace: 'default',
      labels: { 'endpointslice.kubernetes.io/skip-mirror': 'true' },
    },
    subsets: [{ addresses: [{ ip: CONTROL_PLANE_IP }], ports: [portOf(port)] }],
  }) as unknown as Draft<Endpoints>

export const kubernetesSlice = (port: number) =>
  ({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: 'kubernetes', namespace: 'default', labels: { 'kubernetes.io/service-name': 'kubernetes' } },
    addressType: 'IPv4',
    endpoints: [{ addresses: [CONTROL_PLANE_IP], conditions: { ready: true } }],
    ports: [portOf(port)],
  }) as unknown as Draft<EndpointSlice>

const dnsService = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: {
    name: 'kube-dns',
    labels: { 'k8s-app': 'kube-dns', 'kubernetes.io/cluster-service': 'true', 'kubernetes.io/name': 'CoreDNS' },
  },
  spec: {
    clusterIP: DNS_IP,
    type: 'ClusterIP',
    ports: [
      { name: 'dns', port: 53, protocol: 'UDP', targetPort: 53 },
      { name: 'dns-tcp', port: 53, protocol: 'TCP', targetPort: 53 },
    ],
  },
} as Submitted

export function bootstrap(server: ApiServer, apiPort = API_PORT_DEFAULT): void {
  for (const name of NAMESPACES) server.create('Namespace', '', namespace(name), CALLER)
  server.create(
    'PriorityClass',
    '',
    priorityClass(
      'system-cluster-critical',
      2_000_000_000,
      'Used for system critical pods that must run in the cluster, but can be moved to another node if necessary.',
    ),
    CALLER,
  )
  server.create(
    'PriorityClass',
    '',
    priorityClass(
      'system-node-critical',
      2_000_001_000,
      'Used for system critical pods that must not be moved from their current node.',
    ),
    CALLER,
  )
  server.create('Service', 'default', kubernetesService(apiPort), CALLER)
  server.create('Service', 'kube-system', dnsService, CALLER)
  server.create('Endpoints', 'default', kubernetesEndpoints(apiPort), CALLER)
  server.create('EndpointSlice', 'default', kubernetesSlice(apiPort), CALLER)
}

export const CONTROL_PLANE_TAINT = { key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }

/** k8s-master01 (control plane, tainted), k8s-node01, k8s-node02: the cluster of the course. */
export const defaultNodes = (): Submitted[] => [
  {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: 'k8s-master01', labels: { 'node-role.kubernetes.io/control-plane': '' } },
    spec: { taints: [CONTROL_PLANE_TAINT] },
  } as Submitted,
  { apiVersion: 'v1', kind: 'Node', metadata: { name: 'k8s-node01' } },
  { apiVersion: 'v1', kind: 'Node', metadata: { name: 'k8s-node02' } },
]
