// Jobs and Pods for the tests beside this file: as short as they may be.
import { COMPLETION_INDEX } from './indexes'
import { JOB_TRACKING } from './job-view'
import type { Job, Pod } from '../../objects/kinds'
import { timeText } from '../../objects/time'

/** The instant from which samples count. */
export const T0 = Date.UTC(2026, 0, 1, 8, 0, 0)
export const at = (seconds: number): string => timeText(T0 + seconds * 1000)

export const sampleJob = (spec: Partial<Job['spec']> = {}, status: Job['status'] = {}): Job => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'work', namespace: 'default', uid: 'job-uid', resourceVersion: '1', creationTimestamp: at(0) },
  spec: {
    completions: 1,
    parallelism: 1,
    backoffLimit: 6,
    template: { spec: { containers: [], restartPolicy: 'Never' } },
    ...spec,
  },
  status: { startTime: at(0), ...status },
})

export interface PodSample {
  readonly phase?: string
  readonly index?: number
  /** exit code, and when the container ended (seconds) */
  readonly ended?: readonly [number, number]
  readonly deleting?: boolean
  readonly tracked?: boolean
  readonly ready?: boolean
  readonly annotations?: Record<string, string>
  readonly conditions?: Pod['status']['conditions']
}

export function samplePod(name: string, sample: PodSample = {}): Pod {
  const {
    phase = 'Running',
    index,
    ended,
    deleting = false,
    tracked = true,
    ready = phase === 'Running',
    annotations = {},
    conditions = [],
  } = sample
  const state = ended ? { terminated: { exitCode: ended[0], finishedAt: at(ended[1]) } } : { running: {} }
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'default',
      uid: `uid-${name}`,
      resourceVersion: '1',
      creationTimestamp: at(0),
      annotations: { ...annotations, ...(index === undefined ? {} : { [COMPLETION_INDEX]: String(index) }) },
      ...(tracked ? { finalizers: [JOB_TRACKING] } : {}),
      ...(deleting ? { deletionTimestamp: at(30), deletionGracePeriodSeconds: 30 } : {}),
    },
    spec: { containers: [{ name: 'c' }], nodeName: 'node-a' },
    status: {
      phase,
      conditions: [...conditions, { type: 'Ready', status: ready ? 'True' : 'False', lastTransitionTime: at(0) }],
      containerStatuses: [{ name: 'c', image: '', imageID: '', ready, restartCount: 0, state }],
    },
  }
}
