// Follows kubectl/pkg/cmd/rollout/rollout_undo.go and polymorphichelpers/rollback.go, v1.36.
import type { Command } from '../../command'
import { CommandError } from '../../failure'
import { quote } from '../../../objects/go-text'
import type { HelpPage } from '../../help/help-page'
import { rolloutHelp } from '../../help/rollout'
import { type AnyObject, valueAt, withValueAt } from '../../objects'
import { objectPrinter } from '../../output/object-printer'
import type { ResourceInfo } from '../../resources/resource-info'
import type { Session } from '../../session'
import { LAST_APPLIED, lastAppliedText } from '../apply/last-applied'
import { dryRunOf, operationText, writeQuery, type DryRun } from '../dry-run'
import { findWorkloads } from './find-workloads'
import { revisionsOf, type Revision, withoutRevisions } from './revisions'
import { templateText } from './template-text'

const HASH = 'pod-template-hash'

/** Annotations of the Deployment that a rollback leaves as they are. */
const KEPT_ANNOTATIONS = [
  'kubectl.kubernetes.io/last-applied-configuration',
  'deployment.kubernetes.io/revision',
  'deployment.kubernetes.io/revision-history',
  'deployment.kubernetes.io/desired-replicas',
  'deployment.kubernetes.io/max-replicas',
  'deprecated.deployment.rollback.to',
]

export const undo: Command = {
  name: 'undo',
  help: rolloutHelp['rollout undo'] as HelpPage,
  async run(args, flags, session) {
    const dryRun = dryRunOf(flags, session)
    const wanted = flags.int('to-revision')
    const found = await findWorkloads(args, flags, session)
    await found.visit(async (info) => {
      warnIfApplied(info, session)
      const result = await rollBack(info, wanted, session, dryRun)
      const print = await objectPrinter(flags, session, { operation: operationText(result, dryRun) })
      print(info.object as AnyObject)
    })
  },
}

function warnIfApplied({ mapping, name, object }: ResourceInfo, session: Session): void {
  if (lastAppliedText(object) === '') return
  session.err(
    `Warning: resource ${mapping?.resource ?? ''}/${name} was previously managed with 'kubectl apply'. Rolling back will not update the ${LAST_APPLIED} annotation, which may cause unexpected behavior on future 'kubectl apply' operations. Consider using 'kubectl apply' with your previous configuration file instead.\n`,
  )
}

async function rollBack(info: ResourceInfo, wanted: number, session: Session, dryRun: DryRun): Promise<string> {
  const { object } = info
  if (wanted < 0) throw new CommandError(`unable to find specified revision ${wanted} in history`)
  requireRollbacker(info)
  if (
    info.mapping?.kind === 'Deployment' &&
    valueAt(object, 'spec', 'paused') === true &&
    (await revisionsOf(info, session, 'rollbacker')).length >= 2
  )
    throw new CommandError(
      `you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again`,
    )
  const target = chosen(await revisionsOf(info, session, 'rollbacker'), wanted, info)
  if (dryRun === 'client') return templateText(target.template)
  return info.mapping?.kind === 'Deployment'
    ? undoDeployment(info, target, session, dryRun)
    : undoRevision(info, target, session, dryRun)
}

const WITH_ROLLBACKER = new Set(['Deployment', 'StatefulSet', 'DaemonSet'])

function requireRollbacker({ mapping }: ResourceInfo): void {
  if (!mapping || WITH_ROLLBACKER.has(mapping.kind)) return
  throw new CommandError(withoutRevisions(mapping, 'rollbacker'))
}

function chosen(revisions: readonly Revision[], wanted: number, { mapping, name }: ResourceInfo): Revision {
  if (wanted > 0) {
    const found = revisions.find(({ number }) => number === wanted)
    if (!found) throw new CommandError(`unable to find specified revision ${wanted} in history`)
    return found
  }
  const previous = revisions.at(-2)
  if (!previous)
    throw new CommandError(
      mapping?.kind === 'Deployment'
        ? `no rollout history found for deployment ${quote(name)}`
        : 'no last revision to roll back to',
    )
  return previous
}

async function undoDeployment(
  { mapping, namespace, name, object }: ResourceInfo,
  { object: set, number }: Revision,
  session: Session,
  dryRun: DryRun,
): Promise<string> {
  if (!mapping) return ''
  const template = withValueAt(valueAt(set, 'spec', 'template') as AnyObject, ['metadata', 'labels', HASH], undefined)
  if (JSON.stringify(sorted(template)) === JSON.stringify(sorted(valueAt(object, 'spec', 'template'))))
    return `skipped rollback (current template already matches revision ${number})`
  const own = (valueAt(object, 'metadata', 'annotations') ?? {}) as Record<string, string>
  const theirs = (valueAt(set, 'metadata', 'annotations') ?? {}) as Record<string, string>
  const annotations = {
    ...Object.fromEntries(Object.entries(own).filter(([key]) => KEPT_ANNOTATIONS.includes(key))),
    ...Object.fromEntries(Object.entries(theirs).filter(([key]) => !KEPT_ANNOTATIONS.includes(key))),
  }
  const patch = [
    { op: 'replace', path: '/spec/template', value: template },
    { op: 'replace', path: '/metadata/annotations', value: annotations },
  ]
  await session.api.patch({ mapping, namespace, name }, 'json', JSON.stringify(patch), {
    query: writeQuery(session.flags, dryRun),
  })
  return 'rolled back'
}

async function undoRevision(
  { mapping, namespace, name, object }: ResourceInfo,
  { object: revision, number, template }: Revision,
  session: Session,
  dryRun: DryRun,
): Promise<string> {
  if (!mapping) return ''
  const { $patch: _, ...bare } = template as unknown as Record<string, unknown>
  if (JSON.stringify(sorted(bare)) === JSON.stringify(sorted(valueAt(object, 'spec', 'template'))))
    return `skipped rollback (current template already matches revision ${number})`
  await session.api.patch({ mapping, namespace, name }, 'strategic', JSON.stringify(valueAt(revision, 'data')), {
    query: writeQuery(session.flags, dryRun),
  })
  return 'rolled back'
}

/** Without empty members and null times: what a template says. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(
    ([key, each]) => each !== null && each !== undefined && key !== 'creationTimestamp',
  )
  return Object.fromEntries(
    entries.map(([key, each]): [string, unknown] => [key, sorted(each)]).sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}
