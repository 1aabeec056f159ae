// How statements fail: what was expected, what there was, the owner chain, the first instant at which it went wrong, and
// the writes around it.
import { AssertionError } from 'chai'
import type { TimelineEntry } from '../src/cluster/timeline'
import type { KubeObject } from '../src/objects/kube-object'

export interface Verdict {
  readonly holds: boolean
  /** what there was, in words: shown when it does not hold */
  readonly found: string
  /** objects that the statement is about: their owner chains are shown */
  readonly about?: readonly KubeObject[]
}

const WRITES_AROUND = 4

/** A statement that does not hold. `brokenAt` is where the timeline shows it. */
export class DoesNotHold extends AssertionError<object> {
  constructor(
    message: string,
    readonly brokenAt?: number,
  ) {
    super(message)
  }
}

/** `12.345 s`: since the scenario began. */
export const sinceText = (at: number, start: number): string => `${((at - start) / 1000).toFixed(3)} s`

export function writeText({ at, actor, type, kind, namespace, name }: TimelineEntry, start: number): string {
  const verb = { ADDED: 'created', MODIFIED: 'changed', DELETED: 'deleted' }[type]
  return `${sinceText(at, start).padStart(12)}  ${actor} ${verb} ${kind} ${namespace ? `${namespace}/` : ''}${name}`
}

/** The writes before and after an entry of the timeline, the entry itself marked. */
export function writesAround(entries: readonly TimelineEntry[], place: number, start: number): string {
  const from = Math.max(0, place - WRITES_AROUND)
  return entries
    .slice(from, place + WRITES_AROUND + 1)
    .map((entry, i) => `${from + i === place ? '  > ' : '    '}${writeText(entry, start)}`)
    .join('\n')
}

/** `Pod web-0 of StatefulSet web`, up to the one that nobody owns. */
export function ownerChain(
  object: KubeObject,
  find: (kind: string, namespace: string, name: string) => KubeObject | undefined,
): string {
  const words = [`${object.kind} ${object.metadata.name}`]
  let owner = object.metadata.ownerReferences?.find(({ controller }) => controller)
  for (let depth = 0; owner && depth < 10; depth++) {
    words.push(`${owner.kind} ${owner.name}`)
    owner = find(owner.kind, object.metadata.namespace ?? '', owner.name)?.metadata.ownerReferences?.find(
      ({ controller }) => controller,
    )
  }
  return words.join(' of ')
}
