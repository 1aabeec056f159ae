import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

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

/** What a real Kubernetes v1.36.2 did, as support/generate/conformance-recordings.mjs keeps it. */
export interface Recording {
  readonly name: string
  readonly about: string
  /** `containerd`: a real kubelet and runtime on one node; else containers that start at once on three nodes */
  readonly runtime?: 'containerd'
  readonly setup: readonly { readonly command: string; readonly stdin?: string }[]
  readonly steps: readonly RecordedStep[]
  readonly hashes: readonly string[]
  readonly events: readonly RecordedEvent[]
}

const FOLDER = join(__dirname, 'recordings')

export const recordings = (): Recording[] =>
  readdirSync(FOLDER).sort().map((file) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Recording)
