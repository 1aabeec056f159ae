// Follows kubectl/pkg/cmd/explain and kubectl/pkg/explain, v1.36.
import { apiVersionOf } from '../../../objects/kube-object'
import type { Command } from '../../command'
import { CommandError, ExitError } from '../../failure'
import { quote } from '../../../objects/go-text'
import { explainHelp } from '../../help/explain'
import type { HelpPage } from '../../help/help-page'
import { groupOf, textAt, valueAt, versionOf } from '../../objects'
import type { ResourceMapping } from '../../resources/resource-mapping'
import { preferred } from '../../resources/rest-mapper'
import type { Session } from '../../session'
import { renderSchema, type OpenApiDocument } from './render-schema'
import { renderSchemaV2, type SwaggerDocument } from './render-schema-v2'

const OLD_FORMAT = 'plaintext-openapiv2'
const SUGGESTION = 'Use "kubectl api-resources" for a complete list of supported resources.'

export const explain: Command = {
  name: 'explain',
  help: explainHelp['explain'] as HelpPage,
  async run(args, flags, session) {
    if (args.length === 0) throw new CommandError(`You must specify the type of resource to explain. ${SUGGESTION}\n`)
    if (args.length > 1) throw new CommandError('We accept only this format: explain RESOURCE\n')
    const format = flags.string('output')
    if (format !== 'plaintext' && format !== OLD_FORMAT) throw new CommandError(`unrecognized format: ${format}`)
    const { mapping, path } = await readTarget(args[0] as string, session)
    const apiVersion = flags.string('api-version') || apiVersionOf(mapping)
    const wanted = { group: groupOf(apiVersion), version: versionOf(apiVersion), resource: mapping.resource }
    const query = { path, recursive: flags.bool('recursive') }
    if (format === OLD_FORMAT) {
      const swagger = await session.api.call({ method: 'GET', path: '/openapi/v2' })
      const kind = { ...wanted, kind: mapping.kind }
      return renderSchemaV2(swagger as unknown as SwaggerDocument, kind, query, (text) => session.out(text))
    }
    const document = await documentOf(wanted, session)
    renderSchema(document, wanted, query, (text) => session.out(text))
  },
}

interface Target {
  readonly mapping: ResourceMapping
  readonly path: readonly string[]
}

// `cronjobs.batch.spec` names the group as well; `pods.spec.containers` does not.
async function readTarget(text: string, session: Session): Promise<Target> {
  const [name = '', ...path] = text
    .replace(/\.$/, '')
    .replace(/(?<=.)\.\./g, '.')
    .split('.')
  if (name === '') {
    throw path[0] === undefined
      ? new CommandError('a resource must be present, got: /, Resource=')
      : new CommandError('invalid jsonpath syntax, first node must be field node')
  }
  if (/[[\]]/.test(text)) throw new CommandError('invalid jsonpath syntax, first node must be field node')
  const all = preferred(await session.mapper.all(2))
  const named = all.filter((each) => [each.resource, each.singular, ...each.shortNames].includes(name))
  const inGroup = named.find((each) => {
    const full = `${name}.${each.group}`
    return each.group !== '' && (text === full || text.startsWith(`${full}.`))
  })
  if (inGroup) {
    const rest = text.slice(name.length + 1 + inGroup.group.length + 1)
    return { mapping: inGroup, path: rest === '' ? [] : rest.split('.') }
  }
  try {
    return { mapping: await session.mapper.mappingFor(name), path }
  } catch (error) {
    // Said without "error:", as kubectl does for a name that discovery does not know.
    throw error instanceof CommandError ? new ExitError(error.message, 1) : error
  }
}

type Wanted = Pick<ResourceMapping, 'group' | 'version' | 'resource'>

async function documentOf(wanted: Wanted, session: Session): Promise<OpenApiDocument> {
  const index = await session.api.call({ method: 'GET', path: '/openapi/v3' })
  const name = wanted.group === '' ? `api/${wanted.version}` : `apis/${wanted.group}/${wanted.version}`
  const url = textAt(valueAt(index, 'paths', name), 'serverRelativeURL')
  if (url === '') {
    const text = `${wanted.group}/${wanted.version}, Resource=${wanted.resource}`
    throw new CommandError(`couldn't find resource for ${quote(text)}`)
  }
  const [path = '', search = ''] = url.split('?')
  const query = Object.fromEntries(new URLSearchParams(search))
  return (await session.api.call({ method: 'GET', path, query })) as unknown as OpenApiDocument
}
