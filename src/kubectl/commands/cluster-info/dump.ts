// Follows kubectl/pkg/cmd/clusterinfo/clusterinfo_dump.go, v1.36.
import type { Pod } from '../../../objects/kinds'
import type { Command } from '../../command'
import { CommandError, messageOf } from '../../failure'
import type { FlagValues } from '../../flags/flag-values'
import { clusterInfoHelp } from '../../help/cluster-info'
import type { HelpPage } from '../../help/help-page'
import { type AnyObject, listAt, textAt } from '../../objects'
import { formatOf, type ObjectPrinter, objectPrinter } from '../../output/object-printer'
import type { Session } from '../../session'

const EXTENSIONS: Readonly<Record<string, string>> = { json: '.json', yaml: '.yaml', kyaml: '.yaml' }

/** File, path of the list, kind of the list: what is told of each namespace, in this order. */
const KINDS: readonly (readonly [file: string, path: string, kind: string])[] = [
  ['events', '/api/v1', 'events'],
  ['replication-controllers', '/api/v1', 'replicationcontrollers'],
  ['services', '/api/v1', 'services'],
  ['daemonsets', '/apis/apps/v1', 'daemonsets'],
  ['deployments', '/apis/apps/v1', 'deployments'],
  ['replicasets', '/apis/apps/v1', 'replicasets'],
  ['pods', '/api/v1', 'pods'],
]

export const dump: Command = {
  name: 'dump',
  help: clusterInfoHelp['cluster-info dump'] as HelpPage,
  async run(_args, flags, session) {
    const output = await Output.open(flags, session)
    await output.list('nodes', await listOf('/api/v1/nodes', session))
    for (const namespace of await namespacesOf(flags, session)) {
      let pods: readonly Pod[] = []
      for (const [file, root, resource] of KINDS) {
        const list = await listOf(`${root}/namespaces/${namespace}/${resource}`, session)
        await output.list(`${namespace}/${file}`, list)
        if (resource === 'pods') pods = listAt(list, 'items') as readonly Pod[]
      }
      for (const pod of pods)
        await output.write(`${namespace}/${pod.metadata.name}/logs.txt`, await logsOf(pod, session))
    }
    const folder = flags.string('output-directory')
    if (folder !== '' && folder !== '-') session.out(`Cluster info dumped to ${folder}\n`)
  },
}

async function namespacesOf(flags: FlagValues, session: Session): Promise<readonly string[]> {
  if (flags.bool('all-namespaces')) {
    const list = await session.api.call({ method: 'GET', path: '/api/v1/namespaces' })
    return listAt(list, 'items').map((each) => textAt(each, 'metadata', 'name'))
  }
  const named = flags.strings('namespaces')
  return named.length > 0 ? named : ['kube-system', session.namespace]
}

/** A list as Go prints it: its kind first, none at its items, and no items are nil. */
async function listOf(path: string, session: Session): Promise<AnyObject> {
  const { kind, apiVersion, metadata, ...rest } = await session.api.call({ method: 'GET', path })
  const items = listAt(rest, 'items').map((item) => {
    const { kind: _kind, apiVersion: _version, ...own } = item as Record<string, unknown>
    return own
  })
  return { kind, apiVersion, metadata, items: items.length > 0 ? items : null }
}

async function logsOf({ metadata, spec }: Pod, session: Session): Promise<string> {
  const { name, namespace = '' } = metadata
  let text = ''
  for (const container of [...(spec.initContainers ?? []), ...spec.containers]) {
    const what = `logs for container ${container.name} of pod ${namespace}/${name} ====\n`
    text += `==== START ${what}${await logOf(namespace, name, container.name, session)}==== END ${what}`
  }
  return text
}

async function logOf(namespace: string, pod: string, container: string, session: Session): Promise<string> {
  const path = `/api/v1/namespaces/${namespace}/pods/${pod}/log`
  try {
    return (await session.api.send({ method: 'GET', path, query: { container, timestamps: 'true' } })).body
  } catch (error) {
    return `Request log error: ${messageOf(error as Error)}\n`
  }
}

/** Standard output, or a folder with a file for each list. */
class Output {
  private readonly folder: string
  private readonly extension: string
  private readonly format: string
  private printed = ''
  private print: ObjectPrinter = () => {}

  private constructor(
    flags: FlagValues,
    private readonly session: Session,
  ) {
    const folder = flags.string('output-directory')
    this.folder = folder === '-' ? '' : folder
    this.format = formatOf(flags).toLowerCase()
    this.extension = EXTENSIONS[this.format] ?? '.txt'
  }

  static async open(flags: FlagValues, session: Session): Promise<Output> {
    const output = new Output(flags, session)
    // One printer for all files: it puts `---` between its documents, wherever they go.
    const stdout = (text: string): void => void (output.printed += text)
    const sink = session.with({ context: { ...session.context, stdout } })
    output.print = await objectPrinter(flags, sink, { operation: '', sorted: false })
    return output
  }

  async list(file: string, list: AnyObject): Promise<void> {
    if (this.format === 'name')
      throw new CommandError(`list types are not supported by name printing: *v1.${list.kind}`)
    this.printed = ''
    this.print(list)
    await this.write(file + this.extension, this.printed)
  }

  async write(file: string, text: string): Promise<void> {
    if (this.folder === '') this.session.out(text)
    else await this.session.context.files.write(`${this.folder}/${file}`, text)
  }
}
