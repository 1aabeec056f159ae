// `apply --prune`: what was applied before and is no longer among what is applied goes. Follows kubectl/pkg/cmd/apply/prune.go, v1.36.
import { apiVersionOf } from '../../../objects/kube-object'
import { CommandError } from '../../failure'
import { logLine } from '../../klog'
import { type AnyObject, listAt, textAt } from '../../objects'
import { objectPrinter } from '../../output/object-printer'
import type { ResourceMapping } from '../../resources/resource-mapping'
import type { Session } from '../../session'
import { deleteObject } from '../delete-object'
import { propagationOf } from '../deletion-flags'
import { type DryRun, operationText } from '../dry-run'
import { LAST_APPLIED } from './last-applied'

type GroupVersionKind = readonly [group: string, version: string, kind: string]

const NAMESPACED: readonly GroupVersionKind[] = [
  ...['ConfigMap', 'Endpoints', 'PersistentVolumeClaim', 'Pod', 'ReplicationController', 'Secret', 'Service'].map(
    (kind) => ['', 'v1', kind] as const,
  ),
  ['batch', 'v1', 'Job'],
  ['batch', 'v1', 'CronJob'],
  ['networking.k8s.io', 'v1', 'Ingress'],
  ...['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'].map((kind) => ['apps', 'v1', kind] as const),
]
const CLUSTER_WIDE: readonly GroupVersionKind[] = [
  ['', 'v1', 'Namespace'],
  ['', 'v1', 'PersistentVolume'],
]

const DEPRECATED =
  'Deprecated: kubectl apply will no longer prune non-namespaced resources by default when used with the --namespace flag in a future release. To preserve the current behaviour, list the resources you want to target explicitly in the --prune-allowlist flag.'

/** The kinds of --prune-allowlist; none given means the usual ones. Throws what is written wrongly. */
export async function prunedKinds(session: Session): Promise<ResourceMapping[] | undefined> {
  const listed = session.flags.strings('prune-allowlist')
  return listed.length === 0 ? undefined : mappingsOf(listed.map(readKind), session)
}

function readKind(text: string): GroupVersionKind {
  const parts = text.split('/')
  if (parts.length !== 3)
    throw new CommandError(`invalid GroupVersionKind format: ${text}, please follow <group/version/kind>`)
  const [group, version, kind] = parts as [string, string, string]
  return [group === 'core' ? '' : group, version, kind]
}

async function mappingsOf(kinds: readonly GroupVersionKind[], session: Session): Promise<ResourceMapping[]> {
  const mappings: ResourceMapping[] = []
  for (const [group, version, kind] of kinds) {
    const mapping = await session.mapper.mappingOfKind(group, version, kind)
    if (!mapping)
      throw new CommandError(
        `resource mapping not found: no matches for kind "${kind}" in version "${apiVersionOf({ group, version })}"`,
      )
    mappings.push(mapping)
  }
  return mappings
}

export interface Pruning {
  readonly dryRun: DryRun
  /** of --prune-allowlist */
  readonly kinds: readonly ResourceMapping[] | undefined
  /** what was applied */
  readonly applied: readonly AnyObject[]
}

export async function prune(session: Session, { dryRun, kinds, applied }: Pruning): Promise<void> {
  if (!kinds) session.err(logLine('W', session.now(), 'prune.go:71', DEPRECATED))
  const mappings = kinds ?? (await mappingsOf([...NAMESPACED, ...CLUSTER_WIDE], session))
  const kept = new Set(applied.map((object) => textAt(object, 'metadata', 'uid')))
  const namespaces = [
    ...new Set(applied.map((object) => object.metadata.namespace ?? '').filter((name) => name !== '')),
  ]
  const print = await objectPrinter(session.flags, session, { operation: operationText('pruned', dryRun) })
  for (const mapping of mappings.filter(({ namespaced }) => namespaced))
    for (const namespace of namespaces) await pruneOf(mapping, namespace)
  for (const mapping of mappings.filter(({ namespaced }) => !namespaced)) await pruneOf(mapping, '')

  async function pruneOf(mapping: ResourceMapping, namespace: string): Promise<void> {
    const selector = session.flags.string('selector')
    const list = await session.api.list(
      { mapping, namespace },
      { query: selector === '' ? {} : { labelSelector: selector } },
    )
    for (const item of listAt(list, 'items') as readonly AnyObject[]) {
      const object = { ...item, apiVersion: list.apiVersion, kind: mapping.kind }
      if (object.metadata.annotations?.[LAST_APPLIED] === undefined || kept.has(object.metadata.uid ?? '')) continue
      const graceSeconds = session.flags.int('grace-period')
      if (dryRun !== 'client')
        await deleteObject(
          session,
          { mapping, namespace, name: object.metadata.name ?? '' },
          { propagation: propagationOf(session.flags, session), graceSeconds, dryRun },
        )
      print(object)
    }
  }
}
