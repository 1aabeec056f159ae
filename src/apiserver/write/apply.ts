// Server-side apply. Follows apiserver/pkg/endpoints/handlers/patch.go (applyPatcher), v1.36.
import type { KubeObject } from '../../objects/kube-object'
import { timeText } from '../../objects/time'
import type { ApplyRequest } from '../api-server'
import type { Caller } from '../caller'
import type { KindDefinition } from '../kinds/kind'
import { conflict, notFound } from '../status'
import { create } from './create'
import { appliedObject } from './managed-fields'
import { update } from './update'
import { groupResource, type WriteDeps } from './write-deps'

/** Throws Conflict when others manage fields that would change; Invalid and the rest as the other verbs do. */
export function apply(
  deps: WriteDeps,
  request: ApplyRequest & { definition: KindDefinition },
  caller: Caller,
): { object: KubeObject; created: boolean } {
  const { definition, namespace, name, configuration, subresource, force, check } = request
  const write = { definition, subresource, caller, nowText: timeText(deps.now()) }
  const applying: Caller = { ...caller, applied: true }
  const live = deps.store.get(definition.kind, namespace, name)
  if (live) {
    const known = deps.actorWrites.managersOf(definition, live)
    const target = { definition, namespace, name, subresource }
    return {
      object: update(
        deps,
        target,
        (current) => check(appliedObject(write, configuration, current, { known, force })),
        applying,
      ),
      created: false,
    }
  }
  if (subresource !== '') throw notFound(groupResource(definition), name)
  const { uid } = configuration.metadata ?? {}
  if (uid)
    throw conflict(
      groupResource(definition),
      name,
      `uid mismatch: the provided object specified uid ${uid}, and no existing object was found`,
    )
  return {
    object: create(
      deps,
      definition,
      namespace,
      check(appliedObject(write, configuration, undefined, { known: [], force })),
      applying,
    ),
    created: true,
  }
}
