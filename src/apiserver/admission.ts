import type { KubeObject } from '../objects/kube-object'
import type { KindDefinition } from './kinds/kind'
import type { Reader } from './client'

export type AdmissionOperation = 'CREATE' | 'UPDATE' | 'DELETE'

/** What an admission plugin is asked about. */
export interface AdmissionRequest {
  readonly operation: AdmissionOperation
  readonly definition: KindDefinition
  readonly subresource: string
  readonly namespace: string
  readonly name: string
  /** undefined for DELETE */
  readonly object: KubeObject | undefined
  readonly previous: KubeObject | undefined
  readonly read: Reader
  readonly actor: string
  readonly now: number
  readonly dryRun: boolean
  /** writes that an admission plugin makes itself (usage of a quota) */
  readonly putStatus: (object: KubeObject) => void
  readonly dice: { text(length: number, alphabet: string): string }
}

/** One plugin, in the chain's order: all `admit` first, then the kind's validation, then all `validate`. Throws ApiError to refuse. */
export interface AdmissionPlugin {
  readonly name: string
  /** returns the object, changed or not */
  readonly admit?: (request: AdmissionRequest & { object: KubeObject }) => KubeObject
  readonly validate?: (request: AdmissionRequest) => void
  /** Warning headers */
  readonly warn?: (request: AdmissionRequest) => string[]
}

// The folder of the plugins has the same name: this file is what the path leads to.
export { admissionChain } from './admission/index'
