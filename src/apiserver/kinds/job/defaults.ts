// Follows SetDefaults_Job of pkg/apis/batch/v1, v1.36.
import type * as k from '../../../objects/generated/kubernetes'
import type { Job } from '../../../objects/kinds'
import { changed, filled, withoutZeros } from '../filled'
import { defaultPodTemplate } from '../pod-template'

const BACKOFF_LIMIT = 6
const BACKOFF_LIMIT_MAX = 2147483647

export function defaultJob(job: Job): Job {
  const labels = job.metadata.labels ?? job.spec?.template?.metadata?.labels
  const { metadata } = job
  return changed(job, {
    metadata: labels && Object.keys(labels).length > 0 ? changed(metadata, { labels }) : metadata,
    spec: defaultJobSpec(job.spec ?? {}, { withParallelism: true }),
    status: job.status ?? {},
  })
}

/** A template inside a CronJob gets only what concerns its Pods: the rest is filled in when a Job is made of it. */
export function defaultJobSpec(spec: k.V1JobSpec, { withParallelism }: { withParallelism: boolean }): k.V1JobSpec {
  const template = defaultPodTemplate(spec.template)
  if (!withParallelism) return changed(spec, { template })
  const alone = spec.completions === undefined && spec.parallelism === undefined
  const next = filled(withoutZeros(spec, ['completionMode', 'podReplacementPolicy']), {
    ...(alone ? { completions: 1 } : {}),
    parallelism: 1,
    backoffLimit: spec.backoffLimitPerIndex === undefined ? BACKOFF_LIMIT : BACKOFF_LIMIT_MAX,
    completionMode: 'NonIndexed',
    suspend: false,
    manualSelector: false,
    podReplacementPolicy: spec.podFailurePolicy ? 'Failed' : 'TerminatingOrFailed',
  })
  return changed(next, {
    template,
    ...(next.podFailurePolicy ? { podFailurePolicy: defaultFailurePolicy(next.podFailurePolicy) } : {}),
  })
}

const defaultFailurePolicy = (policy: k.V1PodFailurePolicy): k.V1PodFailurePolicy => ({
  ...policy,
  rules: (policy.rules ?? []).map((rule) => {
    if (!rule.onPodConditions) return rule
    return {
      ...rule,
      onPodConditions: rule.onPodConditions.map((pattern) =>
        filled(withoutZeros(pattern, ['status']), { status: 'True' }),
      ),
    }
  }),
})
