// Follows pkg/controller/controller_utils.go GetPodFromTemplate, v1.36.
import type { Draft, KubeObject, OwnerReference } from '../../objects/kube-object'
import type { Pod, PodTemplateSpec } from '../../objects/kinds'
import { omitEmpty } from '../../objects/omit-empty'
import { ownerReferenceFor } from '../../objects/owners'

/** A Pod as the template says, owned by its controller; the API server completes its name. */
export function podFromTemplate(template: PodTemplateSpec, parent: KubeObject): Draft<Pod> {
  const { labels, annotations, finalizers } = template.metadata ?? {}
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      namespace: parent.metadata.namespace ?? '',
      generateName: `${parent.metadata.name}-`,
      ...omitEmpty({ labels, annotations, finalizers }),
      ownerReferences: ownersOf(parent),
    },
    spec: template.spec ?? { containers: [] },
  }
}

/** One list for all Pods of a controller: the API server knows the parts that it has judged before. */
const owners = new WeakMap<object, { readonly uid: string; readonly list: OwnerReference[] }>()

function ownersOf(parent: KubeObject): OwnerReference[] {
  const { spec } = parent as { spec?: object }
  const known = spec && owners.get(spec)
  if (known?.uid === parent.metadata.uid) return known.list
  const list = [ownerReferenceFor(parent)]
  if (spec) owners.set(spec, { uid: parent.metadata.uid, list })
  return list
}
