import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Operation } from 'fast-json-patch'
import type { PodStatus } from '../../src/objects/kinds'

/** One command and what the real cluster answered. */
export interface RecordedStep {
  /** when it was given, ms after the beginning */
  readonly ms: number
  readonly command: string
  readonly stdin?: string
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

export interface RecordedEvent {
  readonly kind: string
  readonly name: string
  readonly reason: string
  readonly message: string
}

/** What a watcher saw of a Pod at one moment. */
export interface SeenStatus {
  /** of a Pod that is being deleted */
  readonly deletionGracePeriodSeconds?: number
  readonly status: PodStatus
}

export interface RecordedPod {
  readonly name: string
  readonly first: SeenStatus
  /** what makes each later status of the one before it */
  readonly then: readonly (readonly Operation[])[]
}

/** What a watcher saw of one workload: its figures and conditions, each state once. */
export interface RecordedFigures {
  readonly kind: string
  readonly states: readonly string[]
}

/** What a real Kubernetes v1.36.2 did, as support/generate/conformance-recordings.mjs keeps it. */
export interface Recording {
  readonly name: string
  readonly about: string
  /** `containerd`: a real kubelet and runtime on one node; else containers that start at once on three nodes */
  readonly runtime?: 'containerd'
  readonly setup: readonly { readonly command: string; readonly stdin?: string }[]
  readonly steps: readonly RecordedStep[]
  readonly events: readonly RecordedEvent[]
  /** of a real runtime: the statuses of all Pods in the order of their creation */
  readonly podStatuses?: readonly RecordedPod[]
  /** of all workloads in the order of their creation */
  readonly figures?: readonly RecordedFigures[]
}

const FOLDER = join(__dirname, 'recordings')

export const recordings = (): Recording[] =>
  readdirSync(FOLDER)
    .sort()
    .map((file) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Recording)
