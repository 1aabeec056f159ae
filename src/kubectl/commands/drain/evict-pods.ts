// Evicts Pods side by side and waits until they are gone. Upstream gives each a thread of its own; here they take turns in
// the order of the list, at the same instants. Follows kubectl/pkg/drain/drain.go, v1.36.
import type { Pod } from '../../../objects/kinds'
import { AggregateFailure, CommandError, hasReason, isNotFound, StatusError } from '../../failure'
import { durationText } from '../../../objects/duration'
import { quote } from '../../../objects/go-text'
import type { Session } from '../../session'
import { isLongTerminating } from './pods-to-evict'

const POLL_MS = 1000
const RETRY_MS = 5000

export interface Eviction {
  readonly session: Session
  /** negative: as the Pod says */
  readonly graceSeconds: number
  /** 0: for ever */
  readonly timeoutMs: number
  /** --disable-eviction: Pods are deleted, budgets are not asked */
  readonly deletes: boolean
  readonly skipTerminatingSeconds: number
  readonly dryRun: boolean
  /** with an error: it could not be told whether it went */
  readonly onGone: (pod: Pod, error?: Error) => void
}

interface Turn {
  pod: Pod
  step: 'evict' | 'wait' | 'done'
  /** the instant of the next try */
  at: number
  error?: Error
}

/** Throws what went wrong with any of them, when all have had their end. */
export async function evictPods(pods: readonly Pod[], eviction: Eviction): Promise<void> {
  const { context } = eviction.session
  const start = context.now()
  const turns: Turn[] = pods.map((pod) => ({ pod, step: 'evict', at: start }))
  for (;;) {
    const open = turns.filter(({ step }) => step !== 'done')
    if (open.length === 0 || context.signal.aborted) break
    const next = Math.min(...open.map(({ at }) => at))
    if (next > context.now()) await context.sleep(next - context.now())
    for (const turn of open.filter(({ at }) => at <= context.now())) {
      if (turn.step === 'evict') await evict(turn, eviction, start)
      else await look(turn, eviction, start)
    }
  }
  const errors = turns.flatMap(({ error }) => (error ? [error] : []))
  if (errors.length === 0) return
  throw eviction.deletes && errors.length === 1 ? (errors[0] as Error) : new AggregateFailure(errors)
}

const pathOf = ({ metadata }: Pod): string => `/api/v1/namespaces/${metadata.namespace ?? ''}/pods/${metadata.name}`
const named = ({ metadata }: Pod): string => `pods/${quote(metadata.name)} -n ${quote(metadata.namespace ?? '')}`

function isOver({ timeoutMs, session }: Eviction, start: number): boolean {
  return timeoutMs > 0 && session.now() - start >= timeoutMs
}

async function evict(turn: Turn, eviction: Eviction, start: number): Promise<void> {
  const { session, dryRun, deletes, timeoutMs } = eviction
  const { pod } = turn
  const end = (error?: Error): void => void Object.assign(turn, { step: 'done', error })
  if (!deletes)
    session.out(
      `evicting pod ${pod.metadata.namespace ?? ''}/${pod.metadata.name}${dryRun ? ' (server dry run)' : ''}\n`,
    )
  if (isOver(eviction, start))
    return end(
      new CommandError(`error when evicting ${named(pod)}: global timeout reached: ${durationText(timeoutMs)}`),
    )
  try {
    await send(pod, eviction)
  } catch (error) {
    if (isNotFound(error)) return deletes ? wait(turn, session) : end()
    if (deletes) return end(error as Error)
    return refused(turn, error as Error, session, end)
  }
  if (dryRun) return end()
  wait(turn, session)
}

const wait = (turn: Turn, session: Session): void => void Object.assign(turn, { step: 'wait', at: session.now() })

async function refused(turn: Turn, error: Error, session: Session, end: (error?: Error) => void): Promise<void> {
  const { pod } = turn
  const namespaceGoes = hasReason(error, 'Forbidden') && causes(error).includes('NamespaceTerminating')
  if (namespaceGoes && pod.metadata.deletionTimestamp !== undefined) return wait(turn, session)
  if (!hasReason(error, 'TooManyRequests') && !namespaceGoes) {
    return end(new CommandError(`error when evicting ${named(pod)}: ${error.message}`))
  }
  const what = namespaceGoes
    ? `pod ${quote(pod.metadata.name)} from terminating namespace ${quote(pod.metadata.namespace ?? '')}`
    : named(pod)
  session.err(`error when evicting ${what} (will retry after 5s): ${error.message}\n`)
  turn.at = session.now() + RETRY_MS
  turn.pod = await fresh(pod, session)
}

const causes = (error: Error): readonly (string | undefined)[] =>
  error instanceof StatusError ? (error.status.details?.causes ?? []).map(({ reason }) => reason) : []

async function fresh(pod: Pod, session: Session): Promise<Pod> {
  try {
    return (await session.api.call({ method: 'GET', path: pathOf(pod) })) as unknown as Pod
  } catch {
    return pod
  }
}

async function send(pod: Pod, { session, graceSeconds, deletes, dryRun }: Eviction): Promise<void> {
  const options = {
    ...(graceSeconds >= 0 ? { gracePeriodSeconds: graceSeconds } : {}),
    ...(dryRun ? { dryRun: ['All'] } : {}),
  }
  if (deletes) {
    const body = JSON.stringify({ kind: 'DeleteOptions', apiVersion: 'v1', ...options })
    await session.api.call({ method: 'DELETE', path: pathOf(pod), body })
    return
  }
  const metadata = { name: pod.metadata.name, namespace: pod.metadata.namespace }
  const body = JSON.stringify({ kind: 'Eviction', apiVersion: 'policy/v1', metadata, deleteOptions: options })
  await session.api.call({ method: 'POST', path: `${pathOf(pod)}/eviction`, body })
}

/** Is it gone? Another Pod of the same name counts as gone. */
async function look(turn: Turn, eviction: Eviction, start: number): Promise<void> {
  const { session, onGone, skipTerminatingSeconds } = eviction
  const { pod } = turn
  const { name, namespace = '', uid } = pod.metadata
  const end = (error?: Error): void => void Object.assign(turn, { step: 'done', error })
  const failed = (why: string): Error =>
    new CommandError(`error when waiting for pod ${quote(name)} in namespace ${quote(namespace)} to terminate: ${why}`)
  let now: Pod | undefined
  try {
    now = (await session.api.call({ method: 'GET', path: pathOf(pod) })) as unknown as Pod
  } catch (error) {
    if (!isNotFound(error)) {
      onGone(pod, error as Error)
      return end(failed((error as Error).message))
    }
  }
  if (!now || now.metadata.uid !== uid) {
    onGone(pod)
    return end()
  }
  if (isLongTerminating(now, skipTerminatingSeconds, session.now())) {
    session.out(`pod ${quote(name)} has DeletionTimestamp older than ${skipTerminatingSeconds} seconds, skipping\n`)
    return end()
  }
  if (isOver(eviction, start)) return end(failed('context deadline exceeded'))
  turn.at = session.now() + POLL_MS
}
