// Follows kubectl/pkg/cmd/rollout/rollout_history.go and polymorphichelpers/history.go, v1.36.
import type { Command } from '../../command'
import { CommandError } from '../../failure'
import type { HelpPage } from '../../help/help-page'
import { rolloutHelp } from '../../help/rollout'
import { type AnyObject, withValueAt } from '../../objects'
import { formatOf, objectPrinter } from '../../output/object-printer'
import { DESCRIBE_TABS, layOut } from '../../output/tab-writer'
import { groupKindText } from '../../resources/resource-mapping'
import type { ResourceInfo } from '../../resources/resource-info'
import type { Session } from '../../session'
import { findWorkloads } from './find-workloads'
import { type Revision, revisionsOf } from './revisions'
import { templateText } from './template-text'

export const history: Command = {
  name: 'history',
  help: rolloutHelp['rollout history'] as HelpPage,
  async run(args, flags, session) {
    const wanted = flags.int('revision')
    if (wanted < 0) throw new CommandError(`revision must be a positive integer: ${wanted}`)
    const found = await findWorkloads(args, flags, session)
    await found.visit(async (info) => {
      if (flags.string('output') !== '') return printObjects(info, wanted, session)
      const text = await historyText(info, wanted, session)
      // A template without -o is for the workload itself.
      if (formatOf(flags) === '') return session.out(text)
      ;(await objectPrinter(flags, session, { operation: '' }))(info.object as AnyObject)
    })
  },
}

async function printObjects(info: ResourceInfo, wanted: number, session: Session): Promise<void> {
  const print = await objectPrinter(session.flags, session, { operation: '', sorted: false })
  const all = await revisionsOf(info, session, 'history')
  if (wanted > 0 && !all.some(({ number }) => number === wanted))
    throw new CommandError('unable to find the specified revision')
  for (const revision of all.filter(({ number }) => wanted === 0 || number === wanted)) print(printed(info, revision))
}

/** A Deployment's versions are its ReplicaSets; those of the others are shown as the workload with the template of that time. */
function printed({ object, mapping }: ResourceInfo, { object: revision, template }: Revision): AnyObject {
  if (mapping?.kind === 'Deployment') return Object.assign({ kind: 'ReplicaSet', apiVersion: 'apps/v1' }, revision)
  const { $patch: _, ...bare } = template as unknown as Record<string, unknown>
  return withValueAt(object as AnyObject, ['spec', 'template'], bare)
}

async function historyText(info: ResourceInfo, wanted: number, session: Session): Promise<string> {
  const revisions = await revisionsOf(info, session, 'history')
  const title = `${info.mapping ? groupKindText(info.mapping) : ''}/${info.name} `
  if (revisions.length === 0) return `${title}\nNo rollout history found.\n`
  if (wanted > 0) {
    const revision = revisions.find(({ number }) => number === wanted)
    if (!revision) throw new CommandError(`unable to find the specified revision`)
    return `${title}with revision #${wanted}\n${templateText(revision.template)}\n`
  }
  const rows = revisions.map(({ number, cause }) => [String(number), cause || '<none>'])
  return `${title}\n${layOut([['REVISION', 'CHANGE-CAUSE'], ...rows].map((row) => `${row.join('\t')}\n`).join(''), DESCRIBE_TABS)}\n`
}
