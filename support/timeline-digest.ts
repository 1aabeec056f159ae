import { createHash } from 'node:crypto'
import type { TimelineEntry } from '../src/cluster/timeline'

export const TIMELINE_DIGEST_TYPE = 'application/vnd.kubecuke.timeline-digest'

/** One number for all that was written in a scenario, instants and order of fields included. */
export function timelineDigest(entries: readonly TimelineEntry[]): string {
  const hash = createHash('sha256')
  for (const { at, actor, type, after } of entries) hash.update(`${at} ${actor} ${type} ${JSON.stringify(after)}\n`)
  return hash.digest('hex')
}
