// Follows kubectl/pkg/cmd/apiresources, v1.36.
import { apiVersionOf } from '../../objects/kube-object'
import type { Command } from '../command'
import { CommandError, usageError } from '../failure'
import type { FlagValues } from '../flags/flag-values'
import { apiResourcesHelp } from '../help/api-resources'
import { apiVersionsHelp } from '../help/api-versions'
import type { HelpPage } from '../help/help-page'
import type { AnyObject } from '../objects'
import { compareCodePoints } from '../output/go-json'
import { dataPrinter, noSuchFormat } from '../output/object-printer'
import { TABLE_TABS, TabWriter } from '../output/tab-writer'
import { groupResourceText, type ResourceMapping } from '../resources/resource-mapping'
import { preferred } from '../resources/rest-mapper'
import type { Session } from '../session'

export const apiResources: Command = {
  name: 'api-resources',
  help: apiResourcesHelp['api-resources'] as HelpPage,
  async run(args, flags, session) {
    if (args.length > 0) throw usageError(session.commandPath, `unexpected arguments: [${args.join(' ')}]`)
    const order = flags.string('sort-by')
    if (!['', 'name', 'kind'].includes(order)) throw new CommandError('--sort-by accepts only name or kind')
    const chosen = preferred(await session.mapper.all()).filter((mapping) => isWanted(mapping, flags))
    const key = ({ group, resource, kind }: ResourceMapping): string =>
      order === 'name' ? resource : order === 'kind' ? kind : group
    const sorted = [...chosen].sort(
      (a, b) => compareCodePoints(key(a), key(b)) || compareCodePoints(a.resource, b.resource),
    )
    print(sorted, flags, session)
  },
}

function isWanted(mapping: ResourceMapping, flags: FlagValues): boolean {
  if (mapping.verbs.length === 0) return false
  if (flags.changed('api-group') && flags.string('api-group') !== mapping.group) return false
  if (flags.changed('namespaced') && flags.bool('namespaced') !== mapping.namespaced) return false
  if (!flags.strings('verbs').every((verb) => mapping.verbs.includes(verb))) return false
  return flags.strings('categories').every((category) => mapping.categories.includes(category))
}

function print(mappings: readonly ResourceMapping[], flags: FlagValues, session: Session): void {
  const format = flags.string('output')
  if (format === 'name') {
    for (const mapping of mappings) session.out(`${groupResourceText(mapping)}\n`)
    return
  }
  const data = dataPrinter(format, flags, session, false)
  if (data) return data(resourceList(mappings))
  if (format !== '' && format !== 'wide') throw noSuchFormat(format, ['json', 'yaml', 'kyaml', 'name', 'wide'])
  const wide = format === 'wide'
  const tabs = new TabWriter(TABLE_TABS, (text) => session.out(text))
  if (!flags.bool('no-headers')) {
    tabs.write(`NAME\tSHORTNAMES\tAPIVERSION\tNAMESPACED\tKIND${wide ? '\tVERBS\tCATEGORIES' : ''}\n`)
  }
  for (const mapping of mappings) {
    const { resource, shortNames, namespaced, kind, verbs, categories } = mapping
    const more = wide ? [verbs.join(','), categories.join(',')] : []
    tabs.write(`${[resource, shortNames.join(','), apiVersionOf(mapping), namespaced, kind, ...more].join('\t')}\n`)
  }
  tabs.flush()
}

const resourceList = (mappings: readonly ResourceMapping[]): AnyObject =>
  ({
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: '',
    resources: mappings.map(
      ({ resource, singularName, namespaced, group, version, kind, verbs, shortNames, categories }) => ({
        name: resource,
        singularName,
        namespaced,
        ...(group === '' ? {} : { group }),
        version,
        kind,
        verbs,
        ...(shortNames.length > 0 ? { shortNames } : {}),
        ...(categories.length > 0 ? { categories } : {}),
      }),
    ),
  }) as unknown as AnyObject

export const apiVersions: Command = {
  name: 'api-versions',
  help: apiVersionsHelp['api-versions'] as HelpPage,
  async run(args, _flags, session) {
    if (args.length > 0) throw usageError(session.commandPath, `unexpected arguments: [${args.join(' ')}]`)
    const groups = await session.mapper.all().catch((error: unknown) => {
      throw new CommandError(`couldn't get available api versions from server: ${(error as Error).message}`)
    })
    const versions = groups.flatMap(({ name, versions: all }) =>
      all.map(({ version }) => apiVersionOf({ group: name, version })),
    )
    for (const version of versions.sort(compareCodePoints)) session.out(`${version}\n`)
  },
}
