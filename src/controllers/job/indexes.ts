// Follows pkg/controller/job/indexed_job_utils.go, v1.36.
// Completion indexes of Indexed Jobs, kept as ordered intervals: status.completedIndexes reads `0,2-5,7`.

import type { Pod } from '../../objects/kinds'

export const COMPLETION_INDEX = 'batch.kubernetes.io/job-completion-index'

export interface Interval {
  readonly first: number
  readonly last: number
}
export type Intervals = readonly Interval[]

/** Adds single indexes, given in increasing order; neighbours melt together. */
export function withIndexes(intervals: Intervals, indexes: readonly number[]): Intervals {
  return merge(
    intervals,
    indexes.map((index) => ({ first: index, last: index })),
  )
}

export function merge(some: Intervals, others: Intervals): Intervals {
  const result: { first: number; last: number }[] = []
  for (const { first, last } of [...some, ...others].sort((a, b) => a.first - b.first)) {
    const previous = result.at(-1)
    if (!previous || first > previous.last + 1) result.push({ first, last })
    else if (last > previous.last) previous.last = last
  }
  return result
}

export const total = (intervals: Intervals): number =>
  intervals.reduce((sum, { first, last }) => sum + last - first + 1, 0)

export const has = (intervals: Intervals, index: number): boolean =>
  intervals.some(({ first, last }) => first <= index && index <= last)

/** Two neighbours are written `3,4`, three and more `3-5`. */
export const intervalsText = (intervals: Intervals): string =>
  intervals
    .map(({ first, last }) => (last === first ? `${first}` : `${first}${last === first + 1 ? ',' : '-'}${last}`))
    .join(',')

/** Reads `0,2-5`; what lies at or beyond `completions` is cut off, what cannot be read is left out. */
export function intervalsOf(text: string, completions: number): Intervals {
  const read: Interval[] = []
  for (const part of text === '' ? [] : text.split(',')) {
    const match = /^(\d+)(?:-(\d+))?$/.exec(part)
    if (!match) continue
    const first = Number(match[1])
    if (first >= completions) break
    read.push({ first, last: Math.min(Number(match[2] ?? first), completions - 1) })
  }
  return merge(read, [])
}

/** The Pod's completion index, undefined when it has none. */
export function completionIndexOf(pod: Pod): number | undefined {
  const text = pod.metadata.annotations?.[COMPLETION_INDEX]
  return text !== undefined && /^\+?\d+$/.test(text) ? Number(text) : undefined
}

const NONE = -1
export const byCompletionIndex = (a: Pod, b: Pod): number =>
  (completionIndexOf(a) ?? NONE) - (completionIndexOf(b) ?? NONE)

/** The first `count` indexes below `completions` that no interval covers. */
export function firstPendingIndexes(taken: Intervals, count: number, completions: number): readonly number[] {
  const result: number[] = []
  let candidate = 0
  for (const { first, last } of [...taken, { first: completions, last: completions }]) {
    for (; candidate < Math.min(first, completions) && result.length < count; candidate++) result.push(candidate)
    candidate = Math.max(candidate, last + 1)
  }
  return result
}
