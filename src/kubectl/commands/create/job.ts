// Follows kubectl/pkg/cmd/create/create_{job,cronjob}.go, v1.36.
import { CommandError } from '../../failure'
import { type AnyObject, textAt, valueAt } from '../../objects'
import { findResources } from '../../resources/find-resources'
import { generator, metadataOf, type Wanted } from './generate'

export const createJob = generator({
  words: 'job',
  failure: 'failed to create job: ',
  async build(wanted) {
    const { rest, flags } = wanted
    const [image, from] = [flags.string('image'), flags.string('from')]
    if ((image === '') === (from === '')) throw new CommandError('either --image or --from must be specified')
    if (rest.length > 0 && from !== '') throw new CommandError('cannot specify --from and command')
    if (from !== '') return jobFrom(wanted, await cronJobNamed(from, wanted))
    return {
      kind: 'Job',
      apiVersion: 'batch/v1',
      metadata: metadataOf(wanted),
      spec: jobSpec(wanted, 'Never'),
      status: {},
    }
  },
})

const jobSpec = ({ name, rest, flags }: Wanted, restartPolicy: string): object => ({
  template: {
    metadata: {},
    spec: {
      containers: [
        { name, image: flags.string('image'), ...(rest.length > 0 ? { command: rest } : {}), resources: {} },
      ],
      restartPolicy,
    },
  },
})

async function cronJobNamed(from: string, { session }: Wanted): Promise<AnyObject> {
  const infos = await (await findResources(session, { args: [from], flatten: true, latest: true, typed: true })).infos()
  const object = infos[0]?.object
  if (infos.length !== 1 || !object) throw new CommandError('from must be an existing cronjob')
  if (object.kind !== 'CronJob') throw new CommandError(`unknown object type *v1.${object.kind}`)
  return object
}

function jobFrom(wanted: Wanted, cronJob: AnyObject): object {
  const template = valueAt(cronJob, 'spec', 'jobTemplate')
  const own = (valueAt(template, 'metadata', 'annotations') ?? {}) as Record<string, string>
  const labels = valueAt(template, 'metadata', 'labels') as Record<string, string> | undefined
  const owner = {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    name: cronJob.metadata.name,
    uid: textAt(cronJob, 'metadata', 'uid'),
    controller: true,
  }
  return {
    kind: 'Job',
    apiVersion: 'batch/v1',
    metadata: {
      ...metadataOf(wanted, {
        ...(labels ? { labels } : {}),
        annotations: { 'cronjob.kubernetes.io/instantiate': 'manual', ...own },
      }),
      ownerReferences: [owner],
    },
    spec: valueAt(template, 'spec'),
    status: {},
  }
}

export const createCronJob = generator({
  words: 'cronjob',
  requiredFlags: ['image', 'schedule'],
  failure: 'failed to create cronjob: ',
  build(wanted) {
    const { name, flags } = wanted
    return {
      kind: 'CronJob',
      apiVersion: 'batch/v1',
      metadata: metadataOf(wanted),
      spec: {
        schedule: flags.string('schedule'),
        jobTemplate: { metadata: { name }, spec: jobSpec(wanted, flags.string('restart') || 'OnFailure') },
      },
      status: {},
    }
  },
})
