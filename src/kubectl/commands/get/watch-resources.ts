// get -w. Follows kubectl/pkg/cmd/get/get.go watch, v1.36.
import { isNotFound, StatusError, type Status } from '../../failure'
import type { WatchEvent } from '../../context'
import type { FlagValues } from '../../flags/flag-values'
import { type AnyObject, isList, listAt, textAt } from '../../objects'
import { TABLE_TABS, TabWriter } from '../../output/tab-writer'
import { TablePrinter } from '../../output/table-printer'
import { pathOf } from '../../request/kube-api'
import { findResources } from '../../resources/find-resources'
import type { ResourceInfo } from '../../resources/resource-info'
import { groupKindText } from '../../resources/resource-mapping'
import type { Session } from '../../session'
import { findOptions } from './get'
import { genericPrinter, isHumanReadable, tableOptions } from './get-printer'

type Print = (object: AnyObject, event: string | undefined) => void

export async function watchResources(args: readonly string[], flags: FlagValues, session: Session): Promise<void> {
  const options = findOptions(args, flags)
  const found = await findResources(session, {
    ...options,
    singleResourceType: true,
    chunkSize: flags.int('chunk-size'),
  })
  let infos: readonly ResourceInfo[]
  try {
    infos = await found.infos()
  } catch (error) {
    if (isNotFound(error) && flags.bool('ignore-not-found')) return
    throw error
  }
  const { mapping, namespace, query } = found.watchable(infos)
  const print = await eventPrinter(flags, session, flags.bool('show-kind') ? groupKindText(mapping) : undefined)
  const first = infos[0]?.object as AnyObject
  const single =
    infos.length === 1 && !isList(first) && textAt(first, 'kind') !== 'Table' ? true : found.singleItemImplied
  const shown = !flags.bool('watch-only')
  for (const object of infos.map((info) => info.object as AnyObject)) {
    if (shown) print(object, eventOf(flags, 'ADDED'))
    else if (textAt(object, 'kind') === 'Table') print({ ...object, rows: [] }, undefined)
  }
  const resourceVersion = single ? '0' : (infos.at(-1)?.resourceVersion ?? '0')
  // A watch of one object begins with what was just printed.
  let skip = single
  await follow(session, {
    path: pathOf({ mapping, namespace }),
    query: { ...options.call?.query, ...query, resourceVersion },
    headers: options.call?.headers ?? {},
    take(event) {
      if (event.type === 'BOOKMARK') return
      if (event.type === 'ERROR') throw new StatusError(event.object as Status)
      const object = event.object as AnyObject
      if (!skip) print(object, eventOf(flags, event.type))
      skip = false
    },
  })
}

const eventOf = (flags: FlagValues, type: string): string | undefined =>
  flags.bool('output-watch-events') ? type : undefined

interface Following {
  readonly path: string
  readonly query: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly headers: Readonly<Record<string, string>>
  take(event: WatchEvent): void
}

// Until the server ends it, or Ctrl-C does.
async function follow(session: Session, { path, query, headers, take }: Following): Promise<void> {
  let failure: Error | undefined
  let stopEarly = (): void => {}
  const watch = session.api.watch({ method: 'GET', path, query, headers }, (event) => {
    if (failure) return
    try {
      take(event)
    } catch (error) {
      failure = error as Error
      stopEarly()
    }
  })
  const stop = (): void => watch.stop()
  stopEarly = stop
  // The first events may have come before the watch was known.
  if (failure || session.context.signal.aborted) stop()
  session.context.signal.addEventListener('abort', stop)
  await watch.done
  session.context.signal.removeEventListener('abort', stop)
  if (failure) throw failure
}

async function eventPrinter(flags: FlagValues, session: Session, kindPrefix: string | undefined): Promise<Print> {
  if (!isHumanReadable(flags)) {
    const print = await genericPrinter(flags, session)
    const format = flags.string('output').toLowerCase()
    if (format === 'name') return (object) => eachItem(object, print)
    return (object, event) => eachItem(object, (item) => print(event === undefined ? item : wrapped(item, event)))
  }
  const tabs = new TabWriter(TABLE_TABS, (text) => session.out(text))
  const table = new TablePrinter(tableOptions(flags, flags.bool('all-namespaces'), kindPrefix), () => session.now())
  return (object, event) => {
    table.print(object, (text) => tabs.write(text), event)
    tabs.flush()
  }
}

function eachItem(object: AnyObject, print: (item: AnyObject) => void): void {
  if (!isList(object)) return print(object)
  const kind = textAt(object, 'kind').replace(/List$/, '')
  for (const item of listAt(object, 'items'))
    print({ apiVersion: object.apiVersion, kind, ...(item as object) } as AnyObject)
}

const wrapped = (object: AnyObject, type: string): AnyObject => ({ type, object }) as unknown as AnyObject
