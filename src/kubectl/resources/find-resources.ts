// The objects that a command is about: from files, names or selectors, visited one after the other.
// Follows cli-runtime/pkg/resource/builder.go, v1.36.
import { CommandError } from '../failure'
import { kustomized } from '../kustomize/build'
import type { CallOptions } from '../request/kube-api'
import type { Session } from '../session'
import { type ExpandedFiles, expandFiles } from './expand-files'
import { documentSource } from './document-source'
import { namedSource, selectorSource } from './server-sources'
import { FoundResources, type ResourceSource } from './found-resources'
import type { ResourceMapping } from './resource-mapping'
import { readResourceNames, readTypeOrNameArgs, type ResourceTuple, type TypeOrNameArgs } from './type-or-name-args'

export interface FindOptions {
  /** TYPE[,TYPE] [NAME ...] | TYPE/NAME ... */
  readonly args?: readonly string[]
  /** names whose type is known: `logs web-0` */
  readonly named?: { readonly type: string; readonly names: readonly string[] }
  readonly filenames?: readonly string[]
  readonly kustomize?: string
  readonly recursive?: boolean
  readonly labelSelector?: string
  readonly fieldSelector?: string
  /** --all */
  readonly selectAll?: boolean
  readonly allNamespaces?: boolean
  /** a type alone means all of its objects */
  readonly allowEmptySelector?: boolean
  /** every object is visited even when some fail */
  readonly continueOnError?: boolean
  /** lists become their items */
  readonly flatten?: boolean
  /** objects from files are read anew from the server */
  readonly latest?: boolean
  readonly singleResourceType?: boolean
  /** false: objects named on the command line are not read from the server */
  readonly requireObject?: boolean
  /** nothing is asked of the server: mapping is undefined */
  readonly local?: boolean
  readonly subresource?: string
  readonly chunkSize?: number
  readonly ignoreNotFound?: boolean
  /** objects are decoded into types, of kubectl's list or of its client library's: kinds that are not there are refused */
  readonly typed?: true | 'client-go'
  /** added to every request: Accept headers, includeObject */
  readonly call?: CallOptions
  /** looks at each document of a file before it is used; throws what is wrong with it */
  readonly validate?: (document: unknown) => void
}

/** Decides what is meant; nothing is read from the server but discovery until the result is visited. */
export async function findResources(session: Session, options: FindOptions): Promise<FoundResources> {
  checkFiles(options)
  const args = readTypeOrNameArgs(options.args ?? [])
  const tuples = [...args.tuples, ...(options.named ? readResourceNames(options.named.type, options.named.names) : [])]
  const labelSelector = options.labelSelector?.trim() ?? ''
  const fieldSelector = options.fieldSelector?.trim() ?? ''
  if (options.selectAll && (labelSelector !== '' || fieldSelector !== '')) {
    throw new CommandError("setting 'all' parameter but found a non empty selector. ")
  }
  const hasFiles = (options.filenames?.length ?? 0) > 0 || Boolean(options.kustomize)
  if (hasFiles) return fromFiles(session, options, args)
  const typeAlone = args.types.length > 0 && args.names.length === 0 && tuples.length === 0
  const everything = options.selectAll === true || (typeAlone && options.allowEmptySelector === true)
  if (labelSelector !== '' || fieldSelector !== '' || everything) {
    return bySelector(session, options, { args, tuples, labelSelector, fieldSelector })
  }
  if (tuples.length > 0) return byTuples(session, options, args, tuples)
  if (args.names.length > 0) return byNames(session, options, args)
  if (args.types.length > 0) {
    for (const type of await expandTypes(session, args.types)) await session.mapper.mappingFor(type)
    throw new CommandError('resource(s) were provided, but no name was specified')
  }
  throw new CommandError(
    "You must provide one or more resources by argument or filename.\nExample resource specifications include:\n   '-f rsrc.yaml'\n   '--filename=rsrc.json'\n   '<resource> <name>'\n   '<resource>'",
  )
}

function checkFiles({ filenames = [], kustomize, recursive }: FindOptions): void {
  if (filenames.length > 0 && kustomize) throw new CommandError('only one of -f or -k can be specified')
  if (kustomize && recursive) throw new CommandError("the -k flag can't be used with -f or -R")
}

async function fromFiles(session: Session, options: FindOptions, args: TypeOrNameArgs): Promise<FoundResources> {
  const { sources, single } = options.kustomize
    ? kustomizedFiles(session, options.kustomize)
    : await expandFiles(session.context, options.filenames ?? [], options.recursive ?? false)
  if (args.types.length > 0) {
    throw new CommandError(
      'when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well',
    )
  }
  if (args.tuples.length > 0) {
    throw new CommandError('resource/name arguments cannot be provided when a path is specified')
  }
  return new FoundResources(session, {
    sources: sources.map((source) => documentSource(session, source, options)),
    options,
    singleItemImplied: single,
    targetsSingleItems: true,
  })
}

/** -k: what is built of a folder, as if it were a file. */
const kustomizedFiles = (session: Session, path: string): ExpandedFiles => ({
  sources: [{ name: path, read: () => kustomized(session.context, path, (warning) => session.err(warning)) }],
  single: false,
})

interface Selection {
  readonly args: TypeOrNameArgs
  readonly tuples: readonly ResourceTuple[]
  readonly labelSelector: string
  readonly fieldSelector: string
}

async function bySelector(session: Session, options: FindOptions, selection: Selection): Promise<FoundResources> {
  const { args, tuples, labelSelector, fieldSelector } = selection
  if (args.names.length > 0) throw new CommandError('name cannot be provided when a selector is specified')
  if (tuples.length > 0) {
    throw new CommandError('selectors and the all flag cannot be used when passing resource/name arguments')
  }
  if (args.types.length === 0) throw new CommandError('at least one resource must be specified to use a selector')
  if (options.subresource) throw new CommandError('subresource cannot be used when bulk resources are specified')
  const mappings = await mappingsOf(session, args.types, options)
  const sources = mappings.map((mapping) =>
    selectorSource(session, mapping, { ...options, labelSelector, fieldSelector }),
  )
  return new FoundResources(session, { sources, options, singleItemImplied: false, targetsSingleItems: false })
}

async function byTuples(
  session: Session,
  options: FindOptions,
  args: TypeOrNameArgs,
  tuples: readonly ResourceTuple[],
): Promise<FoundResources> {
  if (args.types.length > 0) {
    throw new CommandError('you may not specify individual resources and bulk resources in the same call')
  }
  const mappings: ResourceMapping[] = []
  for (const tuple of tuples) mappings.push(await session.mapper.mappingFor(tuple.type))
  if (options.singleResourceType && new Set(mappings.map((each) => `${each.group}/${each.resource}`)).size > 1) {
    throw new CommandError('you may only specify a single resource type')
  }
  const sources = tuples.map((tuple, i) => named(session, mappings[i] as ResourceMapping, tuple.name, options))
  return new FoundResources(session, {
    sources,
    options,
    singleItemImplied: tuples.length === 1,
    targetsSingleItems: true,
  })
}

async function byNames(session: Session, options: FindOptions, args: TypeOrNameArgs): Promise<FoundResources> {
  const types = await expandTypes(session, args.types)
  if (types.length > 1) throw new CommandError('you must specify only one resource')
  const mapping = await session.mapper.mappingFor(types[0] as string)
  const sources = args.names.map((name) => named(session, mapping, name, options))
  return new FoundResources(session, {
    sources,
    options,
    singleItemImplied: args.names.length === 1,
    targetsSingleItems: true,
  })
}

function named(session: Session, mapping: ResourceMapping, name: string, options: FindOptions): ResourceSource {
  if (mapping.namespaced && options.allNamespaces) {
    throw new CommandError('a resource cannot be retrieved by name across all namespaces')
  }
  return namedSource(session, mapping, name, options)
}

async function expandTypes(session: Session, types: readonly string[]): Promise<readonly string[]> {
  const expanded: string[] = []
  for (const type of types) expanded.push(...((await session.mapper.expandCategory(type)) ?? [type]))
  return [...new Set(expanded)]
}

async function mappingsOf(
  session: Session,
  types: readonly string[],
  { singleResourceType }: FindOptions,
): Promise<readonly ResourceMapping[]> {
  const expanded = await expandTypes(session, types)
  if (singleResourceType && expanded.length > 1) throw new CommandError('you may only specify a single resource type')
  const mappings: ResourceMapping[] = []
  for (const type of expanded) {
    const mapping = await session.mapper.mappingFor(type)
    const twice = mappings.some((each) => each.group === mapping.group && each.kind === mapping.kind)
    if (!twice) mappings.push(mapping)
  }
  return mappings
}
