// Follows pkg/registry/batch/job, v1.36.
import type { V1JobSpec } from '../../../objects/generated/kubernetes'
import type { Job } from '../../../objects/kinds'
import { kindDefinition } from '../kind'
import { isDns1123Label } from '../metadata'
import { isNewGeneration, podTemplateWarnings } from '../pod-template'
import { jobColumns } from './columns'
import { defaultJob } from './defaults'
import { withGeneratedSelector } from './prepare'
import { validateJob, validateJobUpdate } from './validate'
import { validateJobStatus } from './validate-status'

const SURPRISING =
  'metadata.name: this is used in Pod names and hostnames, which can result in surprising behavior; a DNS label is recommended'

/** Shared with CronJobs, whose Jobs carry their name on. */
export const nameWarnings = (name: string): string[] => {
  const faults = isDns1123Label(name)
  return faults.length > 0 ? [`${SURPRISING}: [${faults.join(' ')}]`] : []
}

const MANY_COMPLETIONS = 100_000
const MANY_AT_ONCE = 10_000
const TOO_MANY_TO_TRACK =
  'In Indexed Jobs with a number of completions higher than 10^5 and a parallelism higher than 10^4, Kubernetes might not be able to track completedIndexes when a big number of indexes fail'

/** Follows pkg/api/job/warnings.go, v1.36. */
export const jobSpecWarnings = (spec: V1JobSpec | undefined, field: string): string[] => [
  ...(spec?.completionMode === 'Indexed' &&
  (spec.completions ?? 0) > MANY_COMPLETIONS &&
  (spec.parallelism ?? 0) > MANY_AT_ONCE
    ? [`${field}: ${TOO_MANY_TO_TRACK}`]
    : []),
  ...podTemplateWarnings(spec?.template, `${field}.template`),
]

export const job = kindDefinition<Job>({
  kind: 'Job',
  group: 'batch',
  version: 'v1',
  plural: 'jobs',
  singular: 'job',
  categories: ['all'],
  namespaced: true,
  hasStatus: true,
  generation: ({ spec }) => spec,
  // kubectl asks for background deletion; a client that asks for nothing leaves the Pods behind, as of old.
  orphansByDefault: true,
  defaults: defaultJob,
  prepareForCreate: withGeneratedSelector,
  validateCreate: validateJob,
  validateUpdate: validateJobUpdate,
  validateStatusUpdate: validateJobStatus,
  warnings: (object, previous) => [
    ...(previous === undefined ? nameWarnings(object.metadata.name) : []),
    ...(isNewGeneration(object, previous) ? jobSpecWarnings(object.spec, 'spec') : []),
  ],
  fields: { 'status.successful': ({ status }) => String(status.succeeded ?? 0) },
  columns: jobColumns,
})
