// Follows pkg/controller/namespace, v1.36.
import { NAMESPACE_CONTENTS, type ContentKind } from './contents'
import { deletionConditions, withDeletionConditions, type Remaining } from './status'
import { isApiError } from '../../apiserver/client'
import { isDeleting, keyOf, type KubeObject } from '../../objects/kube-object'
import type { Namespace, Pod } from '../../objects/kinds'
import { isPodTerminal } from '../../objects/pods'
import type { Controller, ReconcileContext } from '../runtime/controller'

/** API servers get this long to see that a namespace takes nothing new any more. */
const DELETION_DELAY_MS = 5000
const FINALIZER = 'kubernetes'
const POD_GRACE_SECONDS = 30

/** Empties a namespace that is being deleted, then lets it go. */
export const namespaceController = (): Controller => ({
  name: 'namespace-controller',
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
    const { remaining, failures, graceSeconds } = removeContents(name, context)
    const conditions = deletionConditions(remaining, failures, context.nowText)
    const written = context.api.updateStatus<'Namespace'>(withDeletionConditions(terminating, conditions))
    if (remaining.some(({ objects }) => objects.length > 0))
      return { afterMs: (Math.floor(graceSeconds / 2) + 1) * 1000 }
    const finalizers = (written.spec.finalizers ?? []).filter((each) => each !== FINALIZER)
    context.api.finalizeNamespace({ ...written, spec: { ...written.spec, finalizers } })
    return undefined
  },
})

function markTerminating(namespace: Namespace, { api }: ReconcileContext): Namespace {
  if (namespace.status.phase === 'Terminating') return namespace
  return api.updateStatus<'Namespace'>({ ...namespace, status: { ...namespace.status, phase: 'Terminating' } })
}

interface Sweep {
  readonly remaining: readonly Remaining[]
  readonly failures: readonly string[]
  /** how long the slowest Pod may take to end */
  readonly graceSeconds: number
}

/** Nothing else is removed while Pods are there: they may need what else is in the namespace. */
function removeContents(namespace: string, context: ReconcileContext): Sweep {
  const failures: string[] = []
  const remaining: Remaining[] = []
  const graceSeconds = longestGrace(context.read.list('Pod', namespace))
  for (const content of NAMESPACE_CONTENTS) {
    removeKind(content, namespace, failures, context)
    const objects = context.read.list(content.kind, namespace) as readonly KubeObject[]
    remaining.push({ resource: content.resource, objects })
    if (content.kind === 'Pod' && objects.length > 0) break
  }
  return { remaining, failures, graceSeconds }
}

function removeKind(
  { kind }: ContentKind,
  namespace: string,
  failures: string[],
  { read, api }: ReconcileContext,
): void {
  for (const object of read.list(kind, namespace) as readonly KubeObject[]) {
    try {
      api.delete(kind, namespace, object.metadata.name, { propagationPolicy: 'Background' })
    } catch (error) {
      if (!isApiError(error)) throw error
      if (error.reason !== 'NotFound') failures.push(error.message)
    }
  }
}

const longestGrace = (pods: readonly Pod[]): number =>
  Math.max(
    0,
    ...pods
      .filter((pod) => !isPodTerminal(pod))
      .map((pod) => pod.spec.terminationGracePeriodSeconds ?? POD_GRACE_SECONDS),
  )
