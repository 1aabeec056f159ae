import { CommandError, usageError } from '../../failure'
import { quote } from '../../../objects/go-text'
import { findResources } from '../../resources/find-resources'
import type { ResourceInfo } from '../../resources/resource-info'
import type { Session } from '../../session'

/** The nodes that cordon, uncordon and drain are about. */
export async function findNodes(args: readonly string[], session: Session): Promise<readonly ResourceInfo[]> {
  const { flags } = session
  const selector = flags.string('selector')
  if (args.length === 0 && !flags.changed('selector'))
    throw usageError(session.commandPath, `USAGE: ${session.commandPath.split(' ').at(-1) ?? ''} NODE [flags]`)
  if (args.length > 0 && selector !== '')
    throw usageError(session.commandPath, 'error: cannot specify both a node name and a --selector option')
  const named =
    selector === '' ? { named: { type: 'nodes', names: args } } : { args: ['nodes'], labelSelector: selector }
  const chunkSize = flags.has('chunk-size') ? flags.int('chunk-size') : 0
  const nodes = await (
    await findResources(session, { ...named, singleResourceType: true, flatten: true, chunkSize })
  ).infos()
  for (const { mapping } of nodes)
    if (mapping && (mapping.group !== '' || mapping.resource !== 'nodes'))
      throw new CommandError(
        `expected resource of type node, got ${quote(`${mapping.group}/${mapping.version}, Resource=${mapping.resource}`)}`,
      )
  return nodes
}
