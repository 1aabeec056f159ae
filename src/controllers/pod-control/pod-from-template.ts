// Follows pkg/controller/controller_utils.go GetPodFromTemplate, v1.36.
import type { Draft, KubeObject } from '../../objects/kube-object'
import type { Pod, PodTemplateSpec } from '../../objects/kinds'
import { omitEmpty } from '../../objects/omit-empty'
import { ownerReferenceFor } from '../../objects/owners'

/** The last draft of each stored template: the API server knows one that it has seen, and judges it once. */
const drafts = new WeakMap<PodTemplateSpec, { readonly draft: Draft<Pod>; readonly parentUid: string }>()

/** A Pod as the template says, owned by its controller; the API server completes its name. */
export function podFromTemplate(template: PodTemplateSpec, parent: KubeObject): Draft<Pod> {
  const parentUid = parent.metadata.uid
  const known = drafts.get(template)
  if (known?.parentUid === parentUid) return known.draft
  const draft = Object.freeze(draftOf(template, parent))
  if (Object.isFrozen(template)) drafts.set(template, { draft, parentUid })
  return draft
}

function draftOf(template: PodTemplateSpec, parent: KubeObject): Draft<Pod> {
  const { labels, annotations, finalizers } = template.metadata ?? {}
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: Object.freeze({
      namespace: parent.metadata.namespace ?? '',
      generateName: `${parent.metadata.name}-`,
      ...omitEmpty({ labels, annotations, finalizers }),
      ownerReferences: [ownerReferenceFor(parent)],
    }),
    spec: template.spec ?? { containers: [] },
  }
}
