// Follows kubectl/pkg/cmd/events, v1.36.
import { apiVersionOf } from '../../objects/kube-object'
import type { Command } from '../command'
import { CommandError, ExitError } from '../failure'
import type { FlagValues } from '../flags/flag-values'
import { eventsHelp } from '../help/events'
import type { HelpPage } from '../help/help-page'
import type { Event } from '../../objects/kinds'
import { eventInterval } from '../describe/events-section'
import { type AnyObject, type Fields, listAt } from '../objects'
import { escapeTerminal } from '../output/escape-terminal'
import { typedEvent } from '../output/go-field-order'
import { objectPrinter } from '../output/object-printer'
import { goSort } from '../output/go-sort'
import { TABLE_TABS, TabWriter } from '../output/tab-writer'
import type { Session } from '../session'

const CHUNK = '500'

export const events: Command = {
  name: 'events',
  help: eventsHelp['events'] as HelpPage,
  interrupted: 1,
  async run(_args, flags, session) {
    const types = [...new Set(flags.strings('types'))].sort()
    const fieldSelector = flags.string('for') === '' ? undefined : await involvedObject(flags.string('for'), session)
    if (types.some((type) => !['normal', 'warning'].includes(type.toLowerCase()))) {
      throw new CommandError('valid --types are Normal or Warning')
    }
    const wanted = ({ type = '' }: Event): boolean =>
      types.length === 0 || types.some((each) => each.toLowerCase() === type.toLowerCase())
    const path = flags.bool('all-namespaces') ? '/api/v1/events' : `/api/v1/namespaces/${session.namespace}/events`
    const query = { limit: CHUNK, ...(fieldSelector === undefined ? {} : { fieldSelector }) }
    const print = await printerOf(flags, session)
    if (flags.bool('watch')) return watchEvents(path, query, { wanted, print }, session)
    const found = (await listAll(path, query, session)).filter(wanted)
    if (found.length === 0) {
      session.err(
        flags.bool('all-namespaces') ? 'No events found.\n' : `No events found in ${session.namespace} namespace.\n`,
      )
      return
    }
    print(
      goSort(found, (a, b) => timeOf(a) < timeOf(b)),
      true,
    )
  },
}

/** What --for names, as a field selector. */
async function involvedObject(text: string, session: Session): Promise<string> {
  const parts = text.split('/')
  if (parts.length === 1) throw new CommandError('--for must be in resource/name form')
  if (parts.length > 2) throw new CommandError('arguments in resource/name form may not have more than one slash')
  const type = (parts[0] as string).toLowerCase()
  const mapping = await session.mapper.mappingFor(type).catch((error: Error) => {
    throw new ExitError(error.message, 1)
  })
  return `involvedObject.kind=${mapping.kind},involvedObject.apiVersion=${apiVersionOf(mapping)},involvedObject.name=${parts[1]}`
}

async function listAll(path: string, query: Record<string, string>, session: Session): Promise<readonly Event[]> {
  const items: Event[] = []
  let next: string | undefined
  do {
    const list = await session.api.call({
      method: 'GET',
      path,
      query: { ...query, ...(next ? { continue: next } : {}) },
    })
    items.push(
      ...(listAt(list, 'items') as readonly Event[]).map((event) => ({
        ...event,
        apiVersion: 'v1',
        kind: 'Event' as const,
      })),
    )
    next = (list.metadata?.['continue'] as string | undefined) || undefined
  } while (next)
  return items
}

function timeOf({ series, lastTimestamp, eventTime }: Event): number {
  const text = series ? series.lastObservedTime : lastTimestamp || eventTime
  return text ? Date.parse(text) : -Infinity
}

type Print = (events: readonly Event[], list: boolean) => void

async function printerOf(flags: FlagValues, session: Session): Promise<Print> {
  const format = flags.string('output')
  if (format !== '') {
    const print = await objectPrinter(flags, session, { operation: '', sorted: false })
    // A typed list has no names to print: upstream's refusal of it is not shown.
    const silent = format.toLowerCase() === 'name'
    return (found, list) => {
      const typed = found.map((event) => typedEvent(event as unknown as Fields) as AnyObject)
      if (!list) typed.forEach(print)
      else if (!silent) print({ kind: 'EventList', apiVersion: 'v1', metadata: {}, items: typed })
    }
  }
  const withNamespace = flags.bool('all-namespaces')
  const tabs = new TabWriter(TABLE_TABS, (text) => session.out(text))
  let headersPrinted = flags.bool('no-headers')
  return (found) => {
    if (!headersPrinted) tabs.write(`${withNamespace ? 'NAMESPACE\t' : ''}LAST SEEN\tTYPE\tREASON\tOBJECT\tMESSAGE\n`)
    headersPrinted = true
    for (const event of found) tabs.write(`${lineOf(event, withNamespace, session.now())}\n`)
    tabs.flush()
  }
}

function lineOf(event: Event, withNamespace: boolean, now: number): string {
  const { type = '', reason = '', involvedObject: about, message = '', metadata } = event
  const words = [type, reason, `${about.kind ?? ''}/${about.name ?? ''}`, message.trim()].map(escapeTerminal)
  return [...(withNamespace ? [metadata.namespace ?? ''] : []), eventInterval(event, now), ...words].join('\t')
}

async function watchEvents(
  path: string,
  query: Record<string, string>,
  { wanted, print }: { wanted: (event: Event) => boolean; print: Print },
  session: Session,
): Promise<void> {
  const watch = session.api.watch({ method: 'GET', path, query }, ({ type, object }) => {
    // Events go after an hour; that is not worth a line.
    if ((type === 'ADDED' || type === 'MODIFIED') && wanted(object as Event)) print([object as Event], false)
  })
  const stop = (): void => watch.stop()
  session.context.signal.addEventListener('abort', stop)
  if (session.context.signal.aborted) stop()
  await watch.done
  session.context.signal.removeEventListener('abort', stop)
}
