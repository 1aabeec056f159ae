// Follows kubectl/pkg/cmd/drain/drain.go and kubectl/pkg/drain/cordon.go, v1.36.
import type { Command } from '../../command'
import { messageOf } from '../../failure'
import { quote } from '../../../objects/go-text'
import { cordonHelp } from '../../help/cordon'
import type { HelpPage } from '../../help/help-page'
import { uncordonHelp } from '../../help/uncordon'
import { type AnyObject, valueAt } from '../../objects'
import { objectPrinter } from '../../output/object-printer'
import type { ResourceInfo } from '../../resources/resource-info'
import type { Session } from '../../session'
import { type DryRun, dryRunOf, operationText } from '../dry-run'
import { findNodes } from './find-nodes'

export const cordon: Command = {
  name: 'cordon',
  help: cordonHelp.cordon as HelpPage,
  async run(args, flags, session) {
    const dryRun = dryRunOf(flags, session)
    await setUnschedulable(await findNodes(args, session), true, session, dryRun)
  },
}

export const uncordon: Command = {
  name: 'uncordon',
  help: uncordonHelp.uncordon as HelpPage,
  async run(args, flags, session) {
    const dryRun = dryRunOf(flags, session)
    await setUnschedulable(await findNodes(args, session), false, session, dryRun)
  },
}

/** Marks the nodes. What fails is said, and the next one follows. */
export async function setUnschedulable(
  nodes: readonly ResourceInfo[],
  desired: boolean,
  session: Session,
  dryRun: DryRun,
): Promise<void> {
  const verb = desired ? 'cordon' : 'uncordon'
  for (const { mapping, name, namespace, object } of nodes) {
    const is = valueAt(object, 'spec', 'unschedulable') === true
    if (is !== desired && dryRun !== 'client' && mapping) {
      try {
        const body = JSON.stringify({ spec: { unschedulable: desired ? true : null } })
        const query = dryRun === 'server' ? { dryRun: 'All' } : {}
        await session.api.patch({ mapping, namespace, name }, 'strategic', body, { query })
      } catch (error) {
        session.err(`error: unable to ${verb} node ${quote(name)}: ${messageOf(error as Error)}\n`)
        continue
      }
    }
    const operation = is === desired ? `already ${verb}ed` : `${verb}ed`
    const print = await objectPrinter(session.flags, session, { operation: operationText(operation, dryRun) })
    print(object as AnyObject)
  }
}
