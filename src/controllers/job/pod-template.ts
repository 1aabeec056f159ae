// The template of a Job's Pod. Follows pkg/controller/job/{job_controller,indexed_job_utils}.go, v1.36.
import { COMPLETION_INDEX } from './indexes'
import { JOB_TRACKING, failureCountAnnotations, hasBackoffLimitPerIndex } from './job-view'
import type { Container, Job, Pod, PodTemplateSpec } from '../../objects/kinds'

const INDEX_ENV = 'JOB_COMPLETION_INDEX'
/** The API server appends five random characters to what is left of 63. */
const GENERATED_NAME_MAX = 58

export interface JobPodTemplate {
  readonly template: PodTemplateSpec
  readonly generateName: string
}

/** @param replaced the failed Pod of this index that the new one follows */
export function jobPodTemplate(job: Job, index: number | undefined, replaced: Pod | undefined): JobPodTemplate {
  const { metadata = {}, spec } = job.spec.template
  const finalizers = [...new Set([...(metadata.finalizers ?? []), JOB_TRACKING])]
  if (index === undefined || !spec)
    return { template: { metadata: { ...metadata, finalizers }, spec }, generateName: `${job.metadata.name}-` }
  const annotations = {
    ...metadata.annotations,
    [COMPLETION_INDEX]: String(index),
    ...(hasBackoffLimitPerIndex(job) ? failureCountAnnotations(job, replaced) : {}),
  }
  return {
    generateName: generateNameWithIndex(job.metadata.name, index),
    template: {
      metadata: {
        ...metadata,
        finalizers,
        annotations,
        labels: { ...metadata.labels, [COMPLETION_INDEX]: String(index) },
      },
      spec: {
        ...spec,
        hostname: `${job.metadata.name}-${index}`,
        containers: spec.containers.map(withIndexEnv),
        ...(spec.initContainers ? { initContainers: spec.initContainers.map(withIndexEnv) } : {}),
      },
    },
  }
}

function withIndexEnv(container: Container): Container {
  const env = container.env ?? []
  if (env.some(({ name }) => name === INDEX_ENV)) return container
  const fieldRef = { apiVersion: 'v1', fieldPath: `metadata.labels['${COMPLETION_INDEX}']` }
  return { ...container, env: [...env, { name: INDEX_ENV, valueFrom: { fieldRef } }] }
}

function generateNameWithIndex(jobName: string, index: number): string {
  const suffix = `-${index}-`
  return jobName.slice(0, GENERATED_NAME_MAX - suffix.length) + suffix
}
