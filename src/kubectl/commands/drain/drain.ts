// Follows kubectl/pkg/cmd/drain/drain.go and kubectl/pkg/drain, v1.36.
import type { Command } from '../../command'
import { AggregateFailure, CommandError, isNotFound } from '../../failure'
import type { FlagValues } from '../../flags/flag-values'
import { quote } from '../../../objects/go-text'
import { drainHelp } from '../../help/drain'
import type { HelpPage } from '../../help/help-page'
import type { Pod } from '../../../objects/kinds'
import { controllerOf } from '../../../objects/owners'
import { parseSelector } from '../../../objects/selector-text'
import type { AnyObject } from '../../objects'
import { objectPrinter } from '../../output/object-printer'
import { listInChunks } from '../../request/list-in-chunks'
import type { Session } from '../../session'
import { type DryRun, dryRunOf, operationText } from '../dry-run'
import { setUnschedulable } from './cordon'
import { evictPods } from './evict-pods'
import { findNodes } from './find-nodes'
import { groupedTexts, verdictOn, type PodVerdict } from './pods-to-evict'

export const drain: Command = {
  name: 'drain',
  help: drainHelp.drain as HelpPage,
  async run(args, flags, session) {
    const dryRun = dryRunOf(flags, session)
    checkPodSelector(flags)
    const nodes = await findNodes(args, session)
    await setUnschedulable(nodes, true, session, dryRun)
    const errors: Error[] = []
    const left: string[] = []
    for (const node of nodes) {
      try {
        await drainNode(node.name, session, dryRun)
        const print = await objectPrinter(flags, session, { operation: operationText('drained', dryRun) })
        print(node.object as AnyObject)
      } catch (error) {
        session.err(
          `error: unable to drain node ${quote(node.name)} due to error: ${(error as Error).message}, continuing command...\n`,
        )
        errors.push(error as Error)
        left.push(node.name)
      }
    }
    if (left.length > 0)
      session.err(`There are pending nodes to be drained:\n${left.map((name) => ` ${name}\n`).join('')}`)
    // An aggregate within an aggregate, also of one: its messages are said without `error: `.
    if (errors.length > 0) throw new AggregateFailure(errors)
  },
}

function checkPodSelector(flags: FlagValues): void {
  try {
    parseSelector(flags.string('pod-selector'))
  } catch {
    throw new CommandError('--pod-selector=<pod_selector> must be a valid label selector')
  }
}

interface Judged {
  readonly pod: Pod
  readonly verdict: PodVerdict
}

async function drainNode(name: string, session: Session, dryRun: DryRun): Promise<void> {
  const { flags } = session
  const judged = await judgedPods(name, session)
  throwProblems(judged)
  const warnings = groupedTexts(judged.map(({ pod, verdict }) => ({ pod, text: verdict.warning })))
  if (warnings.length > 0) session.err(`Warning: ${warnings.join('; ')}\n`)
  const pods = goingOf(judged)
  if (dryRun === 'client') {
    for (const { metadata } of pods)
      session.out(`evicting pod ${metadata.namespace ?? ''}/${metadata.name} (dry run)\n`)
    return
  }
  const deletes = flags.bool('disable-eviction')
  const done = await objectPrinter(flags, session, {
    operation: operationText(deletes ? 'deleted' : 'evicted', dryRun),
  })
  const failed = await objectPrinter(flags, session, {
    operation: operationText(deletes ? 'deletion failed' : 'eviction failed', dryRun),
  })
  try {
    await evictPods(pods, {
      session,
      graceSeconds: flags.int('grace-period'),
      timeoutMs: flags.duration('timeout'),
      deletes,
      skipTerminatingSeconds: flags.int('skip-wait-for-delete-timeout'),
      dryRun: dryRun === 'server',
      onGone: (pod, error) =>
        (error ? failed : done)({ ...pod, apiVersion: 'v1', kind: 'Pod' } as unknown as AnyObject),
    })
  } catch (error) {
    const pending = goingOf(await judgedPods(name, session))
    if (pending.length > 0) {
      session.err(`There are pending pods in node ${quote(name)} when an error occurred: ${(error as Error).message}\n`)
      for (const { metadata } of pending) session.err(`pod/${metadata.name}\n`)
    }
    throw error
  }
}

const goingOf = (judged: readonly Judged[]): Pod[] => judged.filter(({ verdict }) => verdict.goes).map(({ pod }) => pod)

function throwProblems(judged: readonly Judged[]): void {
  const problems = groupedTexts(judged.map(({ pod, verdict }) => ({ pod, text: verdict.problem })))
  const errors = problems.map((text) => new CommandError(`cannot delete ${text}`))
  if (errors.length > 0) throw new AggregateFailure(errors)
}

async function judgedPods(node: string, session: Session): Promise<Judged[]> {
  const { flags } = session
  const selector = flags.string('pod-selector')
  const query = { fieldSelector: `spec.nodeName=${node}`, ...(selector === '' ? {} : { labelSelector: selector }) }
  const pods = (await listInChunks(session.api, '/api/v1/pods', query, flags.int('chunk-size'))) as readonly Pod[]
  const problems = await daemonSetProblems(pods, session)
  return pods.map((pod) => ({
    pod,
    verdict: verdictOn(pod, {
      force: flags.bool('force'),
      ignoreDaemonSets: flags.bool('ignore-daemonsets'),
      deleteEmptyDirData: flags.bool('delete-emptydir-data'),
      skipTerminatingSeconds: flags.int('skip-wait-for-delete-timeout'),
      now: session.now(),
      daemonSetProblem: (namespace, name) => problems.get(`${namespace}/${name}`),
    }),
  }))
}

/** By namespace/name: what the server says of DaemonSets that own Pods and are not there. */
async function daemonSetProblems(pods: readonly Pod[], session: Session): Promise<Map<string, string>> {
  const owners = pods.flatMap((pod) => {
    const owner = controllerOf(pod)
    return owner?.kind === 'DaemonSet' ? [`${pod.metadata.namespace ?? ''}/${owner.name}`] : []
  })
  const problems = new Map<string, string>()
  for (const key of new Set(owners)) {
    const [namespace, name] = key.split('/') as [string, string]
    try {
      await session.api.call({ method: 'GET', path: `/apis/apps/v1/namespaces/${namespace}/daemonsets/${name}` })
    } catch (error) {
      if (!isNotFound(error)) throw error
      problems.set(key, (error as Error).message)
    }
  }
  return problems
}
