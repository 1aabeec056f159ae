// A Pod that is fine but for what a test says of it.
import type { KubeObject } from '../../../objects/kube-object'
import { faults, taken } from './take'

export const container = { name: 'c', image: 'i' }

export const podOf = (spec: object, metadata: object = {}): KubeObject =>
  taken({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', ...metadata },
    spec: { serviceAccountName: 'default', containers: [container], ...spec },
  })

export const podFaults = (spec: object, metadata: object = {}): string[] => faults(podOf(spec, metadata))

/** Those of a Pod of one container. */
export const containerFaults = (part: object, spec: object = {}): string[] =>
  podFaults({ ...spec, containers: [{ ...container, ...part }] })
