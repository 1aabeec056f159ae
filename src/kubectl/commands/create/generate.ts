// What all `kubectl create KIND` commands do around their object. Follows kubectl/pkg/cmd/create, v1.36. Objects are written
// with their fields in the order of Go's structs, which is the order of -o json.
import type { Command } from '../../command'
import { CommandError, usageError } from '../../failure'
import type { FlagValues } from '../../flags/flag-values'
import { createHelp } from '../../help/create'
import type { HelpPage } from '../../help/help-page'
import { type AnyObject, groupOf, versionOf, withValueAt } from '../../objects'
import { goJson } from '../../output/go-json'
import { objectPrinter } from '../../output/object-printer'
import type { ResourceMapping } from '../../resources/resource-mapping'
import type { Session } from '../../session'
import { LAST_APPLIED } from '../apply/last-applied'
import { dryRunOf, operationText, writeQuery } from '../dry-run'

export interface Wanted {
  readonly name: string
  /** what came after the name: a command */
  readonly rest: readonly string[]
  readonly flags: FlagValues
  readonly session: Session
}

export interface Generator {
  /** the words after `create`: `service clusterip` */
  readonly words: string
  readonly requiredFlags?: readonly string[]
  /** put before what the server says: `failed to create deployment: ` */
  readonly failure?: string
  /** the object, or why it cannot be made: CommandError */
  readonly build: (wanted: Wanted) => object | Promise<object>
}

export function generator({ words, requiredFlags, failure, build }: Generator): Command {
  return {
    name: words.split(' ').at(-1) as string,
    help: createHelp[`create ${words}`] as HelpPage,
    ...(requiredFlags ? { requiredFlags } : {}),
    async run(args, flags, session) {
      const name = nameOf(args, flags, session)
      const dryRun = dryRunOf(flags, session)
      const print = await objectPrinter(flags, session, { operation: operationText('created', dryRun), sorted: false })
      const query = writeQuery(flags, dryRun)
      const built = (await build({ name, rest: args.slice(1), flags, session })) as AnyObject
      const object = flags.bool('save-config') ? withOwnLastApplied(built) : built
      print(dryRun === 'client' ? object : await send(object, session, { query, failure }))
    },
  }
}

function nameOf(args: readonly string[], flags: FlagValues, session: Session): string {
  const count = flags.argsLenAtDash < 0 ? args.length : flags.argsLenAtDash
  if (count !== 1) throw usageError(session.commandPath, `exactly one NAME is required, got ${count}`)
  return args[0] as string
}

/** The annotation of an object that kubectl made itself: its JSON has the fields in their own order. */
export function withOwnLastApplied(object: AnyObject): AnyObject {
  const bare = object.metadata.annotations
    ? withValueAt(object, ['metadata', 'annotations', LAST_APPLIED], undefined)
    : object
  return withValueAt(bare, ['metadata', 'annotations', LAST_APPLIED], `${goJson(bare, { sorted: false })}\n`)
}

const CLUSTER_WIDE = ['Namespace', 'ClusterRole', 'ClusterRoleBinding', 'PriorityClass']

/** Where objects of a kind lie that kubectl itself makes: nobody is asked. */
function ownMapping({ apiVersion, kind }: AnyObject): ResourceMapping {
  const lower = kind.toLowerCase()
  const [resource, namespaced] = [lower.endsWith('s') ? `${lower}es` : `${lower}s`, !CLUSTER_WIDE.includes(kind)]
  return {
    group: groupOf(apiVersion),
    version: versionOf(apiVersion),
    resource,
    singular: lower,
    singularName: lower,
    kind,
    namespaced,
    verbs: [],
    shortNames: [],
    categories: [],
    scalable: false,
  }
}

interface Sending {
  readonly query: ReturnType<typeof writeQuery>
  readonly failure?: string | undefined
}

async function send(object: AnyObject, session: Session, { query, failure }: Sending): Promise<AnyObject> {
  const mapping = ownMapping(object)
  try {
    return await session.api.create({ mapping, namespace: session.namespace }, object, { query })
  } catch (error) {
    throw failure === undefined ? error : new CommandError(`${failure}${(error as Error).message}`)
  }
}

export interface OwnMetadata {
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
}

/** Metadata with the namespace of -n, when it was given. */
export const metadataOf = (
  { name, session }: Pick<Wanted, 'name' | 'session'>,
  { labels, annotations }: OwnMetadata = {},
): object => ({
  name,
  ...(session.explicitNamespace ? { namespace: session.namespace } : {}),
  ...(labels ? { labels } : {}),
  ...(annotations && Object.keys(annotations).length > 0 ? { annotations } : {}),
})
