import type { Ms, ScenarioRecord } from '../../objects/run-record'

/** Something a reader wants told: an object came or went, or an Event. */
export interface Happening {
  readonly at: Ms
  readonly type: 'created' | 'deleted' | 'event'
  /** `Pod web-0` */
  readonly about: string
  /** an Event's message; otherwise who did it */
  readonly text: string
  readonly reason: string
  readonly isWarning: boolean
}

const SHOWN = 7

/** The last few happenings up to an instant, the newest first; those of the instant itself come before all. */
export function happenedUntil({ writes, events, objects }: ScenarioRecord, at: Ms): Happening[] {
  const nameOf = (place: number): string | undefined => {
    const object = objects[place]
    return object && `${object.kind} ${object.name}`
  }
  const found: Happening[] = []
  for (const write of writes) {
    const about = nameOf(write.object)
    if (write.at > at || write.type === 'MODIFIED' || about === undefined) continue
    found.push({ at: write.at, type: write.type === 'ADDED' ? 'created' : 'deleted', about, text: write.actor, reason: '', isWarning: false })
  }
  for (const { at: instant, about: place, message, reason, type } of events) {
    const about = nameOf(place)
    if (instant <= at && instant >= 0 && about !== undefined) found.push({ at: instant, type: 'event', about, text: message, reason, isWarning: type === 'Warning' })
  }
  return found.sort((a, b) => b.at - a.at).slice(0, SHOWN)
}
