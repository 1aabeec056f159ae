// -o json, yaml, kyaml, name, jsonpath..., go-template...: how one object is printed. Follows
// cli-runtime/pkg/genericclioptions/print_flags.go and cli-runtime/pkg/printers, v1.36.
import { CommandError } from '../failure'
import type { FlagValues } from '../flags/flag-values'
import { quote } from '../../objects/go-text'
import { type AnyObject, groupOf, isList, listAt, textAt, withValueAt } from '../objects'
import { groupKindText } from '../resources/resource-mapping'
import type { Session } from '../session'
import { goJson } from './go-json'
import { goPrint, goPrintNumber } from './go-print'
import { GoTemplate } from './go-template/go-template'
import { goYaml } from '../../objects/go-yaml'
import { JsonPath } from './jsonpath/jsonpath'
import { kyaml } from './kyaml'

/** Writes one object (or a List) to the session's output. May remember what it printed before: `---` between documents. */
export type ObjectPrinter = (object: AnyObject) => void

export const DATA_FORMATS = ['json', 'yaml', 'kyaml']
export const TEMPLATE_FORMATS = [
  'go-template',
  'go-template-file',
  'template',
  'templatefile',
  'jsonpath',
  'jsonpath-as-json',
  'jsonpath-file',
]

export interface PrinterOptions {
  /** what was done: `created`, `scaled (dry run)`. Printed behind the name when no format is asked for */
  readonly operation: string
  /** false keeps the order of fields in JSON, as kubectl does for objects that it made itself */
  readonly sorted?: boolean
}

/** The printer of -o for commands that change objects. Throws CommandError for an unknown format. */
export async function objectPrinter(
  flags: FlagValues,
  session: Session,
  options: PrinterOptions,
): Promise<ObjectPrinter> {
  const format = formatOf(flags)
  const found =
    dataPrinter(format, flags, session, options.sorted) ??
    namePrinter(format, session, options.operation) ??
    (await templatePrinter(format, flags, session))
  if (!found) throw noSuchFormat(format, [...DATA_FORMATS, 'name', ...TEMPLATE_FORMATS])
  return found
}

/** What -o asks for; --template without it is a Go template, even where there is a format by default. */
export function formatOf(flags: FlagValues): string {
  const format = flags.has('output') ? flags.string('output') : ''
  if (!flags.has('template') || flags.string('template') === '') return format
  return format === '' || !flags.changed('output') ? 'go-template' : format
}

export const noSuchFormat = (format: string, allowed: readonly string[]): CommandError =>
  new CommandError(
    `unable to match a printer suitable for the output format ${quote(format)}, allowed formats are: ${[...allowed].sort().join(',')}`,
  )

/** json, yaml, kyaml; undefined for other formats */
export function dataPrinter(
  format: string,
  flags: FlagValues,
  session: Session,
  sorted = true,
): ObjectPrinter | undefined {
  const shown = (object: AnyObject): AnyObject =>
    flags.has('show-managed-fields') && flags.bool('show-managed-fields') ? object : withoutManagedFields(object)
  switch (format.toLowerCase()) {
    case 'json':
      return (object) => session.out(`${goJson(shown(object), { indent: 4, sorted })}\n`)
    case 'yaml': {
      let printed = 0
      return (object) => {
        if (printed > 0) session.out('---\n')
        printed += 1
        session.out(goYaml(shown(object)))
      }
    }
    case 'kyaml':
      return (object) => session.out(kyaml(shown(object), sorted))
    default:
      return undefined
  }
}

function withoutManagedFields(object: AnyObject): AnyObject {
  if (isList(object)) {
    return { ...object, items: listAt(object, 'items').map((item) => withoutManagedFields(item as AnyObject)) }
  }
  return object.metadata?.['managedFields'] ? withValueAt(object, ['metadata', 'managedFields'], undefined) : object
}

/** `pod/x created` without a format, `pod/x` for -o name; undefined for other formats */
export function namePrinter(format: string, session: Session, operation: string): ObjectPrinter | undefined {
  const lower = format.toLowerCase()
  if (lower !== '' && lower !== 'name') return undefined
  const after = lower === 'name' || operation === '' ? '' : ` ${operation}`
  const print: ObjectPrinter = (object) => {
    if (isList(object)) return listAt(object, 'items').forEach((item) => print(item as AnyObject))
    const kind = groupKindText({ group: groupOf(textAt(object, 'apiVersion')), kind: textAt(object, 'kind') })
    session.out(`${kind}/${textAt(object, 'metadata', 'name') || '<unknown>'}${after}\n`)
  }
  return print
}

/** jsonpath and Go templates, given after `=` or with --template; undefined for other formats */
export async function templatePrinter(
  format: string,
  flags: FlagValues,
  session: Session,
): Promise<ObjectPrinter | undefined> {
  const argument = flags.has('template') ? flags.string('template') : ''
  const at = format.indexOf('=')
  const name = argument === '' && at >= 0 ? format.slice(0, at) : format
  if (!TEMPLATE_FORMATS.includes(name)) return undefined
  const given = argument !== '' ? argument : at >= 0 ? format.slice(at + 1) : ''
  if (given === '') throw new CommandError('template format specified but no template given')
  const text = name.endsWith('file') ? await readTemplate(given, session) : given
  const allowMissingKeys = !flags.has('allow-missing-template-keys') || flags.bool('allow-missing-template-keys')
  return name.startsWith('jsonpath')
    ? jsonPathPrinter(text, { allowMissingKeys, asJson: name === 'jsonpath-as-json' }, session)
    : goTemplatePrinter(text, allowMissingKeys, session)
}

async function readTemplate(path: string, session: Session): Promise<string> {
  try {
    return await session.context.files.read(path)
  } catch (error) {
    throw new CommandError(`error reading --template ${path}, ${(error as Error).message}`)
  }
}

function jsonPathPrinter(
  text: string,
  { allowMissingKeys, asJson }: { allowMissingKeys: boolean; asJson: boolean },
  session: Session,
): ObjectPrinter {
  const template = parsed('jsonpath', text, () => new JsonPath(text, { allowMissingKeys }))
  return (object) => {
    try {
      session.out(template.execute(object, asJson))
    } catch (error) {
      const details = `Error executing template: ${(error as Error).message}. Printing more information for debugging the template:\n\ttemplate was:\n\t\t${text}\n\tobject given to jsonpath engine was:\n\t\t${goSyntax(object)}\n\n`
      throw new CommandError(`error executing jsonpath ${quote(text)}: ${details}\n`)
    }
  }
}

function goTemplatePrinter(text: string, allowMissingKeys: boolean, session: Session): ObjectPrinter {
  const template = parsed('template', text, () => new GoTemplate(text, { allowMissingKeys }))
  return (object) => {
    try {
      template.execute(object, (piece) => session.out(piece))
    } catch (error) {
      const { message } = error as Error
      session.out(
        `Error executing template: ${message}. Printing more information for debugging the template:\n\ttemplate was:\n\t\t${text}\n\traw data was:\n\t\t${goJson(object)}\n\tobject given to template engine was:\n\t\t${goPrint(object)}\n\n`,
      )
      throw new CommandError(`error executing template ${quote(text)}: ${message}`)
    }
  }
}

function parsed<T>(what: string, text: string, parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    throw new CommandError(`error parsing ${what} ${text}, ${(error as Error).message}`)
  }
}

/** A value as Go's %#v writes decoded JSON. */
function goSyntax(value: unknown): string {
  if (value === null || value === undefined) return 'interface {}(nil)'
  if (typeof value === 'string') return quote(value)
  if (typeof value === 'number') return goPrintNumber(value)
  if (typeof value !== 'object') return `${value as string | boolean}`
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(', ')}}`
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `map[string]interface {}{${entries.map(([key, each]) => `${quote(key)}:${goSyntax(each)}`).join(', ')}}`
}
