// Follows pkg/registry/batch/cronjob, SetDefaults_CronJob and printCronJob, v1.36.
import { ageText } from '../../../objects/duration'
import type { CronJob } from '../../../objects/kinds'
import { changed, filled, withoutZeros } from '../filled'
import { defaultJobSpec } from '../job/defaults'
import { jobSpecWarnings, nameWarnings } from '../job/kind'
import { kindDefinition } from '../kind'
import { isNewGeneration } from '../pod-template'
import { between, numberColumn, textColumn, wideColumns } from '../workload-columns'
import { validateCronJob } from './validate'

const DEFAULTS = {
  concurrencyPolicy: 'Allow',
  suspend: false,
  successfulJobsHistoryLimit: 3,
  failedJobsHistoryLimit: 1,
}

export function defaultCronJob(cronJob: CronJob): CronJob {
  const spec = filled(withoutZeros(cronJob.spec ?? {}, ['concurrencyPolicy']), DEFAULTS)
  const template = spec.jobTemplate ?? {}
  return changed(cronJob, {
    spec: changed(spec, {
      jobTemplate: changed(template, {
        metadata: template.metadata ?? {},
        spec: defaultJobSpec(template.spec ?? { template: {} }, { withParallelism: false }),
      }),
    }),
    status: cronJob.status ?? {},
  })
}

const boolText = (value: boolean | undefined): string => (value === undefined ? '<unset>' : value ? 'True' : 'False')

export const cronJob = kindDefinition<CronJob>({
  kind: 'CronJob',
  group: 'batch',
  version: 'v1',
  plural: 'cronjobs',
  singular: 'cronjob',
  shortNames: ['cj'],
  categories: ['all'],
  namespaced: true,
  hasStatus: true,
  generation: ({ spec }) => spec,
  defaults: defaultCronJob,
  validate: validateCronJob,
  warnings: (object, previous) => [
    ...(previous === undefined ? nameWarnings(object.metadata.name) : []),
    ...(isNewGeneration(object, previous)
      ? jobSpecWarnings(object.spec.jobTemplate.spec, 'spec.jobTemplate.spec')
      : []),
  ],
  columns: between(
    [
      textColumn('Schedule', ({ spec }) => spec.schedule),
      textColumn('Timezone', ({ spec }) => spec.timeZone ?? '<none>'),
      { name: 'Suspend', type: 'boolean', value: ({ spec }) => boolText(spec.suspend) },
      numberColumn('Active', ({ status }) => status.active?.length ?? 0),
      textColumn('Last Schedule', ({ status }, now) =>
        status.lastScheduleTime === undefined ? '<none>' : ageText(status.lastScheduleTime, now),
      ),
    ],
    wideColumns(({ spec }) => ({
      spec: spec.jobTemplate.spec?.template.spec,
      selector: spec.jobTemplate.spec?.selector,
    })),
  ),
})
