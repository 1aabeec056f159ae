// The selector and labels that the server makes for a Job. Follows pkg/registry/batch/job/strategy.go, v1.36.
import type { Job } from '../../../objects/kinds'

const UID_LABEL = 'batch.kubernetes.io/controller-uid'
const NAME_LABEL = 'batch.kubernetes.io/job-name'
const OLD_UID_LABEL = 'controller-uid'
const OLD_NAME_LABEL = 'job-name'

/** Unless the client chose the selector itself (manualSelector), Pods are told apart by the uid of their Job. */
export function withGeneratedSelector(job: Job): Job {
  const { metadata, spec } = job
  if (spec.manualSelector) return job
  const own = {
    [UID_LABEL]: metadata.uid,
    [NAME_LABEL]: metadata.name,
    [OLD_UID_LABEL]: metadata.uid,
    [OLD_NAME_LABEL]: metadata.name,
  }
  const template = spec.template.metadata ?? {}
  const labels = { ...template.labels }
  for (const [key, value] of Object.entries(own)) labels[key] ??= value
  const selector = spec.selector ?? {}
  // A Job without labels shows those of its template; upstream's two are one map, so it gets the new ones as well.
  const inherits = !metadata.labels || metadata.labels === template.labels
  return {
    ...job,
    metadata: inherits ? { ...metadata, labels } : metadata,
    spec: {
      ...spec,
      template: { ...spec.template, metadata: { ...template, labels } },
      selector: {
        ...selector,
        matchLabels: { ...selector.matchLabels, [UID_LABEL]: selector.matchLabels?.[UID_LABEL] ?? metadata.uid },
      },
    },
  }
}

/** Labels that a client wrote on the template under these names must be the server's own. */
export const GENERATED_LABELS: readonly (readonly [name: string, of: 'uid' | 'name'])[] = [
  [OLD_UID_LABEL, 'uid'],
  [OLD_NAME_LABEL, 'name'],
  [UID_LABEL, 'uid'],
  [NAME_LABEL, 'name'],
]
