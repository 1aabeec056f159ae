// When a scenario last changed its result, from the results of earlier runs.
import type { Run, Status } from './run'

export interface ResultChange {
  readonly status: Status
  /** ms since the epoch: since when it has been so */
  readonly since: number
  /** what it was before; absent when it was always so */
  readonly before?: Status
}

export interface History {
  readonly version: 1
  /** by feature and scenario */
  readonly scenarios: Readonly<Record<string, ResultChange>>
}

export const EMPTY_HISTORY: History = { version: 1, scenarios: {} }

export const historyKey = (uri: string, slug: string): string => `${uri}#${slug}`

/** The history with this run in it. The same run again changes nothing; scenarios that did not run keep what they had. */
export function withRun(history: History, run: Pick<Run, 'features' | 'startedAt'>): History {
  const scenarios: Record<string, ResultChange> = { ...history.scenarios }
  for (const { uri, scenarios: ran } of run.features) {
    for (const { slug, status } of ran) {
      if (status === 'skipped') continue
      const key = historyKey(uri, slug)
      const known = scenarios[key]
      if (!known) scenarios[key] = { status, since: run.startedAt }
      else if (known.status !== status && run.startedAt > known.since) scenarios[key] = { status, since: run.startedAt, before: known.status }
    }
  }
  return { version: 1, scenarios }
}

export function isHistory(value: unknown): value is History {
  const { version, scenarios } = (typeof value === 'object' && value !== null ? value : {}) as Partial<History>
  return version === 1 && typeof scenarios === 'object' && scenarios !== null
}
