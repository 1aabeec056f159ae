// -o custom-columns=NAME:.metadata.name. Follows kubectl/pkg/cmd/get/customcolumn.go, v1.36.
import { CommandError } from '../failure'
import type { FlagValues } from '../flags/flag-values'
import { type AnyObject, isList, listAt } from '../objects'
import type { Session } from '../session'
import { escapeTerminal } from './escape-terminal'
import { goPrint } from './go-print'
import { JsonPath, relaxedJsonPath } from './jsonpath/jsonpath'
import type { ObjectPrinter } from './object-printer'
import { TABLE_TABS, TabWriter } from './tab-writer'

export const COLUMN_FORMATS = ['custom-columns', 'custom-columns-file']

interface Column {
  readonly header: string
  /** an expression of jsonpath */
  readonly text: string
}

/** undefined for other formats */
export async function customColumnsPrinter(
  format: string,
  flags: FlagValues,
  session: Session,
): Promise<ObjectPrinter | undefined> {
  const at = format.indexOf('=')
  const argument = flags.string('template')
  const name = argument === '' && at >= 0 ? format.slice(0, at) : format
  if (!COLUMN_FORMATS.includes(name)) return undefined
  const given = argument !== '' ? argument : at >= 0 ? format.slice(at + 1) : ''
  if (given === '') throw new CommandError('custom-columns format specified but no custom columns given')
  const columns = name === 'custom-columns' ? columnsOfSpec(given) : await columnsOfFile(given, session)
  return printer(columns, flags.bool('no-headers') && name === 'custom-columns', session)
}

function columnsOfSpec(spec: string): Column[] {
  return spec.split(',').map((part) => {
    const at = part.indexOf(':')
    if (at < 0) throw new CommandError(`unexpected custom-columns spec: ${part}, expected <header>:<json-path-expr>`)
    return column(part.slice(0, at), part.slice(at + 1))
  })
}

async function columnsOfFile(path: string, session: Session): Promise<Column[]> {
  const text = await session.context.files.read(path).catch((error: unknown) => {
    throw new CommandError(`error reading template ${path}, ${(error as Error).message}\n`)
  })
  const [headerLine, specLine] = text.replace(/\n$/, '').split('\n')
  const expected = 'Expected format is one line of space separated headers, one line of space separated column specs.'
  if (headerLine === undefined || text === '')
    throw new CommandError(`invalid template, missing header line. ${expected}`)
  if (specLine === undefined) throw new CommandError(`invalid template, missing spec line. ${expected}`)
  const headers = headerLine.split(/\s+/).filter(Boolean)
  const specs = specLine.split(/\s+/).filter(Boolean)
  if (headers.length !== specs.length) {
    throw new CommandError(
      `number of headers (${headers.length}) and field specifications (${specs.length}) don't match`,
    )
  }
  return headers.map((header, i) => column(header, specs[i] as string))
}

function column(header: string, path: string): Column {
  return { header, text: relaxedJsonPath(path) }
}

function printer(columns: readonly Column[], noHeaders: boolean, session: Session): ObjectPrinter {
  let headersPrinted = noHeaders
  const tabs = new TabWriter(TABLE_TABS, (text) => session.out(text))
  return (object) => {
    if (!headersPrinted) tabs.write(`${columns.map(({ header }) => header).join('\t')}\n`)
    headersPrinted = true
    const objects = isList(object) ? (listAt(object, 'items') as readonly AnyObject[]) : [object]
    try {
      const paths = columns.map(({ text }) => new JsonPath(text, { allowMissingKeys: true }))
      for (const each of objects) tabs.write(`${paths.map((path) => cell(path, each)).join('\t')}\n`)
    } finally {
      tabs.flush()
    }
  }
}

function cell(path: JsonPath, object: AnyObject): string {
  const values = path.find(object)
  if (values.length === 0 || values[0]?.length === 0) return '<none>'
  return values.flatMap((each) => each.map((value) => escapeTerminal(goPrint(value)))).join(',')
}
