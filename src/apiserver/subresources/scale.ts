// Follows pkg/registry/apps/*/storage (ScaleREST), v1.36.
import type { KubeObject } from '../../objects/kube-object'
import type { ApiServer } from '../api-server'
import type { Caller } from '../caller'
import type { Scale } from '../client'
import { isCustom } from '../custom/openapi'
import { invalid, invalidObject } from '../field-errors'
import type { KindDefinition, ScaleMapping } from '../kinds/kind'
import { conflict, failure, MODIFIED_MEANWHILE } from '../status'
import { groupResource } from '../write/write-deps'

/** autoscaling/v1 Scale, as the subresource answers it. */
export interface ScaleObject {
  kind: 'Scale'
  apiVersion: 'autoscaling/v1'
  metadata: { name: string; namespace?: string; uid: string; resourceVersion: string; creationTimestamp: string }
  spec: { replicas?: number }
  status: { replicas: number; selector?: string }
}

function mappingOf(definition: KindDefinition): ScaleMapping<KubeObject> {
  if (!definition.scale) throw failure(404, 'NotFound', 'the server could not find the requested resource')
  return definition.scale
}

export function getScale(server: ApiServer, kind: string, namespace: string, name: string): Scale {
  const scale = mappingOf(server.definition(kind))
  const object = server.get(kind, namespace, name)
  return {
    replicas: scale.replicas(object),
    statusReplicas: scale.statusReplicas(object),
    selector: scale.selector(object),
  }
}

export function scaleObject(server: ApiServer, kind: string, object: KubeObject): ScaleObject {
  const scale = mappingOf(server.definition(kind))
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata
  const replicas = scale.replicas(object)
  const selector = scale.selector(object)
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, ...(namespace ? { namespace } : {}), uid, resourceVersion, creationTimestamp },
    spec: replicas ? { replicas } : {},
    status: { replicas: scale.statusReplicas(object), ...(selector ? { selector } : {}) },
  }
}

/** Sets the number of replicas; resourceVersion, when given, must be the current one. */
export function setScale(
  server: ApiServer,
  target: { kind: string; namespace: string; name: string; replicas: number; resourceVersion?: string },
  caller: Caller,
): KubeObject {
  const { kind, namespace, name, replicas, resourceVersion } = target
  const definition = server.definition(kind)
  const scale = mappingOf(definition)
  const object = server.get(kind, namespace, name)
  if (resourceVersion && resourceVersion !== object.metadata.resourceVersion)
    throw conflict(groupResource(definition), name, MODIFIED_MEANWHILE)
  if (replicas < 0 && !isCustom(definition))
    throw invalidObject({ group: 'autoscaling', kind: 'Scale' }, name, [
      invalid('spec.replicas', replicas, 'must be greater than or equal to 0'),
    ])
  return server.update(kind, scale.withReplicas(object, replicas), { ...caller, managedAs: 'scale' })
}
