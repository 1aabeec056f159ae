// One table a kind, a blank line between two. Follows kubectl/pkg/cmd/get/get.go Run, v1.36.
import { throwGathered } from '../../failure'
import type { FlagValues } from '../../flags/flag-values'
import type { AnyObject } from '../../objects'
import { sortBy } from '../../output/sort-by'
import { TABLE_TABS, TabWriter } from '../../output/tab-writer'
import { type Table, tableIn } from '../../output/table'
import { TablePrinter } from '../../output/table-printer'
import type { FoundResources } from '../../resources/found-resources'
import type { ResourceInfo } from '../../resources/resource-info'
import { groupKindText, type ResourceMapping } from '../../resources/resource-mapping'
import type { Session } from '../../session'
import { tableOptions } from './get-printer'

export async function printTables(found: FoundResources, flags: FlagValues, session: Session): Promise<void> {
  const { infos, failure } = await found.infosAndFailure()
  const sorted = flags.string('sort-by') === '' ? infos : sortInfos(infos, flags.string('sort-by'))
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
    printer.print(info.object as AnyObject, (text) => out.tabs.write(text))
  }
  out.tabs.flush()
  if (!out.written && !flags.bool('ignore-not-found') && !failure) session.err(nothingFound(infos, allNamespaces, session))
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

// Tables are sorted each in itself; single objects among themselves.
function sortInfos(infos: readonly ResourceInfo[], field: string): readonly ResourceInfo[] {
  const tables = infos.map((info) => tableIn(info.object))
  if (tables.length > 0 && tables.every((table) => table !== undefined)) {
    return infos.map((info, i) => ({ ...info, object: sortedTable(info.object as AnyObject, tables[i] as Table, field) }))
  }
  return infos.length < 2 ? infos : sortBy(infos, (info) => info.object, field)
}

function sortedTable(object: AnyObject, table: Table, field: string): AnyObject {
  return { ...object, rows: sortBy(table.rows, (row) => row.object, field) }
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
