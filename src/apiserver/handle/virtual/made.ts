// Objects that nobody wrote: made from what there is when somebody asks. Follows pkg/registry/core/componentstatus,
// kube-aggregator/pkg/apiserver (the local APIServices) and pkg/registry/core/service/ipallocator, v1.36.
import type { KubeObject } from '../../../objects/kube-object'
import type { Service } from '../../../objects/kinds'
import type { ApiServer } from '../../api-server'

type Make = (server: ApiServer, born: { creationTimestamp: string; resourceVersion: string }) => object[]

const MAKERS: Readonly<Record<string, Make>> = {
  APIService: apiServices,
  ComponentStatus: componentStatuses,
  IPAddress: ipAddresses,
  ServiceCIDR: serviceCIDRs,
}

/** undefined for kinds of which all objects are stored. */
export function madeObjects(server: ApiServer, kind: string): KubeObject[] | undefined {
  const make = Object.hasOwn(MAKERS, kind) ? MAKERS[kind] : undefined
  if (!make) return undefined
  const { creationTimestamp = '', resourceVersion = '1' } =
    server.store.get('Namespace', '', 'kube-system')?.metadata ?? {}
  return make(server, { creationTimestamp, resourceVersion }) as KubeObject[]
}

function componentStatuses(): object[] {
  return ['scheduler', 'controller-manager', 'etcd-0'].map((name) => ({
    apiVersion: 'v1',
    kind: 'ComponentStatus',
    metadata: { name, creationTimestamp: null },
    conditions: [{ type: 'Healthy', status: 'True', message: 'ok' }],
  }))
}

/** Groups before and versions within a group, the preferred ones highest. */
const GROUP_PRIORITY_MAX = 18_000
const STEP = 100

function apiServices({ registry }: ApiServer, born: object): object[] {
  return registry
    .groups()
    .filter(({ group }) => group !== 'metrics.k8s.io')
    .flatMap(({ group, versions }, place) =>
      versions.map((version, i) => ({
        apiVersion: 'apiregistration.k8s.io/v1',
        kind: 'APIService',
        metadata: {
          name: `${version}.${group}`,
          labels: { 'kube-aggregator.kubernetes.io/automanaged': 'onstart' },
          ...born,
        },
        spec: {
          ...(group ? { group } : {}),
          groupPriorityMinimum: GROUP_PRIORITY_MAX - place * STEP,
          version,
          versionPriority: versions.length - i,
        },
        status: {
          conditions: [
            {
              lastTransitionTime: (born as { creationTimestamp: string }).creationTimestamp,
              message: 'Local APIServices are always available',
              reason: 'Local',
              status: 'True',
              type: 'Available',
            },
          ],
        },
      })),
    )
}

function ipAddresses({ store }: ApiServer): object[] {
  return (store.list('Service') as unknown as Service[]).flatMap(({ metadata, spec }) =>
    (spec.clusterIPs ?? [])
      .filter((ip) => ip !== 'None' && ip !== '')
      .map((name) => ({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'IPAddress',
        metadata: {
          name,
          labels: {
            'ipaddress.kubernetes.io/ip-family': 'IPv4',
            'ipaddress.kubernetes.io/managed-by': 'ipallocator.k8s.io',
          },
          creationTimestamp: metadata.creationTimestamp,
          resourceVersion: metadata.resourceVersion,
        },
        spec: { parentRef: { group: '', name: metadata.name, namespace: metadata.namespace, resource: 'services' } },
      })),
  )
}

function serviceCIDRs(_: ApiServer, born: object): object[] {
  return [
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'ServiceCIDR',
      metadata: { name: 'kubernetes', finalizers: ['networking.k8s.io/service-cidr-finalizer'], ...born },
      spec: { cidrs: ['10.96.0.0/12'] },
      status: {
        conditions: [
          {
            lastTransitionTime: (born as { creationTimestamp: string }).creationTimestamp,
            message: 'Kubernetes Service CIDR is ready',
            reason: '',
            status: 'True',
            type: 'Ready',
          },
        ],
      },
    },
  ]
}
