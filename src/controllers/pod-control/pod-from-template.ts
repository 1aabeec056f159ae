// Follows pkg/controller/controller_utils.go GetPodFromTemplate, v1.36.
import type { Draft, KubeObject } from '../../objects/kube-object'
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
      ownerReferences: [ownerReferenceFor(parent)],
    },
    spec: template.spec ?? { containers: [] },
  }
}
