// One table a kind, a blank line between two. Follows kubectl/pkg/cmd/get/get.go Run, v1.36.
import { ExitError, throwGathered } from '../../failure'
import type { FlagValues } from '../../flags/flag-values'
import type { AnyObject } from '../../objects'
import { sortBy } from '../../output/sort-by'
import { TABLE_TABS, TabWriter } from '../../output/tab-writer'
import { tableIn } from '../../output/table'
import { TablePrinter } from '../../output/table-printer'
import type { FoundResources } from '../../resources/found-resources'
import type { ResourceInfo } from '../../resources/resource-info'
import { groupKindText, type ResourceMapping } from '../../resources/resource-mapping'
import type { Session } from '../../session'
import { tableOptions } from './get-printer'

export async function printTables(found: FoundResources, flags: FlagValues, session: Session): Promise<void> {
  const { infos, failure } = await found.infosAndFailure()
  const order = flags.string('sort-by')
  // Several answers are sorted by what they are themselves, which for Tables is not what their rows show.
  const sorted =
    order === '' || infos.length < 2
      ? infos
      : sortBy({ of: 'objects', items: infos, objectOf: (info) => info.object }, order, session.now())
  const out = new Output(session)
  const withKind = flags.bool('show-kind') || severalKinds(infos)
  const allNamespaces = flags.bool('all-namespaces')
  let last: ResourceMapping | undefined
  let printer: TablePrinter | undefined
  for (const info of sorted) {
    const { mapping } = info
    if (!printer || !mapping || !last || mapping.resource !== last.resource || mapping.group !== last.group) {
      out.nextTable(last !== undefined && !flags.bool('no-headers'))
      const withNamespace = allNamespaces && mapping?.namespaced !== false
      const prefix = withKind && mapping ? groupKindText(mapping) : undefined
      printer = new TablePrinter(tableOptions(flags, withNamespace, prefix), () => session.now())
      last = mapping
    }
    const object =
      order === '' ? (info.object as AnyObject) : withSortedRows(info.object as AnyObject, order, session.now())
    if (object) printer.print(object, (text) => out.tabs.write(text))
  }
  out.tabs.flush()
  if (!out.written && !flags.bool('ignore-not-found') && !failure)
    session.err(nothingFound(infos, allNamespaces, session))
  throwGathered(failure ? [failure] : [])
}

function nothingFound(infos: readonly ResourceInfo[], allNamespaces: boolean, session: Session): string {
  const namespaced = !allNamespaces && infos.every(({ mapping }) => mapping?.namespaced !== false)
  return namespaced ? `No resources found in ${session.namespace} namespace.\n` : 'No resources found\n'
}

function severalKinds(infos: readonly ResourceInfo[]): boolean {
  const kinds = infos.map(({ mapping }) => `${mapping?.group}/${mapping?.version}/${mapping?.kind}`)
  return new Set(kinds).size > 1
}

// undefined when the rows cannot be sorted: then nothing is printed, and nothing said.
function withSortedRows(object: AnyObject, order: string, now: number): AnyObject | undefined {
  const table = tableIn(object)
  if (!table || table.rows.length < 2) return object
  try {
    return { ...object, rows: sortBy({ of: 'rows', items: table.rows, objectOf: (row) => row.object }, order, now) }
  } catch (error) {
    if (error instanceof ExitError) throw error
    return undefined
  }
}

class Output {
  written = false
  readonly tabs: TabWriter
  private separate = false

  constructor(session: Session) {
    this.tabs = new TabWriter(TABLE_TABS, (text) => {
      if (text === '') return
      if (this.separate) session.out('\n')
      this.separate = false
      this.written = true
      session.out(text)
    })
  }

  nextTable(separated: boolean): void {
    this.tabs.flush()
    this.tabs.forgetWidths()
    if (separated && this.written) this.separate = true
  }
}
