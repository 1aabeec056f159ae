// What label and annotate have in common: which flags go together, and the objects that they are about.
import { CommandError } from '../failure'
import type { FlagValues } from '../flags/flag-values'
import { type AnyObject, withValueAt } from '../objects'
import { mapDifference, type Patch } from '../patch/strategic-difference'
import { findResources } from '../resources/find-resources'
import type { FoundResources } from '../resources/found-resources'
import type { ResourceInfo } from '../resources/resource-info'
import type { Session } from '../session'
import type { DryRun } from './dry-run'
import { writeQuery } from './dry-run'
import { filesNamed } from './named-files'

export interface Targets {
  readonly resources: readonly string[]
  readonly dryRun: DryRun
  /** as the message about local files calls them */
  readonly examples: { readonly yaml: string; readonly json: string }
}

export function checkTargets(flags: FlagValues, { resources, dryRun, examples }: Targets): void {
  if (flags.bool('list') && flags.string('output') !== '')
    throw new CommandError('--list and --output may not be specified together')
  if (flags.bool('all') && flags.string('selector') !== '')
    throw new CommandError('cannot set --all and --selector at the same time')
  if (flags.bool('all') && flags.string('field-selector') !== '')
    throw new CommandError('cannot set --all and --field-selector at the same time')
  const noFiles = flags.strings('filename').length === 0 && flags.string('kustomize') === ''
  if (!flags.bool('local')) {
    if (resources.length === 0 && noFiles)
      throw new CommandError('one or more resources must be specified as <resource> <name> or <resource>/<name>')
    return
  }
  const { yaml, json } = examples
  if (dryRun === 'server')
    throw new CommandError('cannot specify --local and --dry-run=server - did you mean --dry-run=client?')
  if (resources.length > 0)
    throw new CommandError(`can only use local files by -f ${yaml} or --filename=${json} when --local=true is set`)
  if (noFiles) throw new CommandError(`one or more files must be specified as -f ${yaml} or --filename=${json}`)
}

export async function findTargets(session: Session, resources: readonly string[]): Promise<FoundResources> {
  const { flags } = session
  const local = flags.bool('local')
  const found = await findResources(session, {
    ...filesNamed(flags),
    continueOnError: true,
    flatten: true,
    local,
    ...(local
      ? {}
      : {
          args: resources,
          labelSelector: flags.string('selector'),
          fieldSelector: flags.string('field-selector'),
          selectAll: flags.bool('all'),
          allNamespaces: flags.bool('all-namespaces'),
          latest: true,
        }),
  })
  if (!found.singleItemImplied && flags.string('resource-version') !== '')
    throw new CommandError('--resource-version may only be used with a single resource')
  return found
}

/** With --resource-version: the object as it must still be. */
export function atVersion(object: AnyObject, flags: FlagValues): AnyObject {
  const version = flags.string('resource-version')
  return version === '' ? object : withValueAt(object, ['metadata', 'resourceVersion'], version)
}

/** Sends the difference between the object and what it shall be. */
export function sendMetadata(
  session: Session,
  info: ResourceInfo,
  after: AnyObject,
  dryRun: DryRun,
): Promise<AnyObject> {
  const { mapping, namespace, name, object } = info
  if (!mapping) return Promise.resolve(after)
  const versioned = session.flags.string('resource-version') !== ''
  const before = versioned ? withValueAt(object as AnyObject, ['metadata', 'resourceVersion'], undefined) : object
  const patch = mapDifference(before as Patch, after, undefined, {})
  return session.api.patch({ mapping, namespace, name }, 'merge', JSON.stringify(patch), {
    query: writeQuery(session.flags, dryRun),
  })
}

/** --list: `key=value` lines; a title for each of several objects. */
export function listMetadata(
  session: Session,
  what: 'labels' | 'annotations',
  info: ResourceInfo,
  single: boolean,
): void {
  const object = info.object as AnyObject
  const group = info.mapping?.group ?? (object.apiVersion.includes('/') ? object.apiVersion.split('/')[0] : '')
  if (!single) session.out(`Listing ${what} for ${object.kind}.${group}/${info.name}:\n`)
  for (const [key, value] of Object.entries(object.metadata[what] ?? {}))
    session.out(`${single ? '' : ' '}${key}=${value}\n`)
}
