// Follows pkg/controller/namespace, v1.36.
import { NAMESPACE_CONTENTS, type ContentKind } from './contents'
import { deletionConditions, withDeletionConditions, type Remaining } from './status'
import { failure, isApiError } from '../../apiserver/status'
import { isDeleting, keyOf, type KubeObject } from '../../objects/kube-object'
import type { KindName, Namespace } from '../../objects/kinds'
import { isPodTerminal } from '../../objects/pods'
import { instantOf } from '../../objects/time'
import type { Controller, ReconcileContext } from '../runtime/controller'

/** API servers get this long to see that a namespace takes nothing new any more. */
const DELETION_DELAY_MS = 5000
const FINALIZER = 'kubernetes'
const POD_GRACE_SECONDS = 30
/** What finalizers hold is given this long. */
const FINALIZER_ESTIMATE_SECONDS = 15

/** Empties a namespace that is being deleted, then lets it go. */
export const namespaceController = (): Controller => ({
  name: 'namespace-controller',
  retry: { baseMs: 5, maxMs: 60_000 },
  wakesOn: [
    {
      kind: 'Namespace',
      delayMs: DELETION_DELAY_MS,
      keys: ({ type, object }) => (type !== 'DELETED' && isDeleting(object) ? [keyOf(object)] : []),
    },
  ],
  reconcile({ name }, context) {
    const namespace = context.read.get('Namespace', '', name)
    if (!namespace || !isDeleting(namespace) || !(namespace.spec.finalizers ?? []).includes(FINALIZER)) return undefined
    const terminating = markTerminating(namespace, context)
    const swept = removeContents(terminating, context)
    const failures = swept.flatMap(({ failure: why }) => (why === undefined ? [] : [why]))
    const conditions = deletionConditions(swept, failures, context.nowText)
    const written = context.api.updateStatus<'Namespace'>(withDeletionConditions(terminating, conditions))
    if (failures.length > 0) throw failure(500, 'InternalError', failures.join(', '))
    const estimate = Math.max(...swept.map(({ estimateSeconds }) => estimateSeconds))
    if (estimate > 0) return { afterMs: (Math.floor(estimate / 2) + 1) * 1000 }
    const finalizers = (written.spec.finalizers ?? []).filter((each) => each !== FINALIZER)
    context.api.finalizeNamespace({ ...written, spec: { ...written.spec, finalizers } })
    return undefined
  },
})

function markTerminating(namespace: Namespace, { api }: ReconcileContext): Namespace {
  if (namespace.status.phase === 'Terminating') return namespace
  return api.updateStatus<'Namespace'>({ ...namespace, status: { ...namespace.status, phase: 'Terminating' } })
}

interface Swept extends Remaining {
  /** how long what is left of this kind may take; 0 when nothing is left */
  readonly estimateSeconds: number
  readonly failure?: string
}

/** Nothing else is removed while Pods are there: they may need what else is in the namespace. */
function removeContents(namespace: Namespace, context: ReconcileContext): readonly Swept[] {
  const swept: Swept[] = []
  for (const content of NAMESPACE_CONTENTS) {
    const found = removeKind(content, namespace, context)
    swept.push(found)
    if (content.kind === 'Pod' && found.objects.length > 0) break
  }
  return swept
}

function removeKind({ kind, resource }: ContentKind, namespace: Namespace, context: ReconcileContext): Swept {
  const { name } = namespace.metadata
  const list = () => context.read.list(kind, name) as readonly KubeObject[]
  const graceSeconds = kind === 'Pod' ? longestGrace(namespace, context) : 0
  const refused = refusalOf(list(), kind, name, context)
  if (refused !== undefined) return { resource, objects: [], estimateSeconds: graceSeconds, failure: refused }
  const objects = list()
  const [first] = objects
  if (!first) return { resource, objects, estimateSeconds: 0 }
  if (graceSeconds > 0) return { resource, objects, estimateSeconds: graceSeconds }
  if (objects.some(({ metadata }) => (metadata.finalizers ?? []).length > 0))
    return { resource, objects, estimateSeconds: FINALIZER_ESTIMATE_SECONDS }
  // What has no finalizer and nothing to end should be gone by now.
  const version = first.apiVersion.includes('/') ? first.apiVersion : `/${first.apiVersion}`
  const why = `unexpected items still remain in namespace: ${name} for gvr: ${version}, Resource=${resource.split('.')[0]}`
  return { resource, objects, estimateSeconds: 0, failure: why }
}

function refusalOf(
  objects: readonly KubeObject[],
  kind: KindName,
  namespace: string,
  { api }: ReconcileContext,
): string | undefined {
  for (const { metadata } of objects) {
    try {
      api.delete(kind, namespace, metadata.name, { propagationPolicy: 'Background' })
    } catch (error) {
      if (!isApiError(error)) throw error
      if (error.reason !== 'NotFound') return error.message
    }
  }
  return undefined
}

/** How long the slowest Pod may take to end; when the namespace waits longer than that already, nothing is expected any more. */
function longestGrace({ metadata: { name, deletionTimestamp } }: Namespace, { read, now }: ReconcileContext): number {
  const graces = read
    .list('Pod', name)
    .filter((pod) => !isPodTerminal(pod))
    .map((pod) => pod.spec.terminationGracePeriodSeconds ?? POD_GRACE_SECONDS)
  const longest = Math.max(0, ...graces)
  return now - instantOf(String(deletionTimestamp)) >= longest * 1000 ? 0 : longest
}
