// `kubectl run -i`: the Pod is waited for and attached to. Follows kubectl/pkg/cmd/run/run.go, v1.36.
import type { Pod } from '../../../objects/kinds'
import { NotModelled } from '../../../objects/not-modelled'
import { isPodReady, isPodTerminal } from '../../../objects/pods'
import { CommandError, ExitError } from '../../failure'
import { attachToPod } from '../../pods/attach-to-pod'
import { watchUntil } from '../../request/watch-until'
import { textAt } from '../../objects'
import type { Session } from '../../session'
import { inputFor } from '../exec'

/** Ends with the container's exit code where the Pod is not restarted. */
export async function attachCreated(name: string, session: Session): Promise<void> {
  const { flags } = session
  const timeoutMs = flags.duration('pod-running-timeout')
  const ready = await waitForPod(
    name,
    session,
    timeoutMs,
    (pod) => isPodTerminal(pod) || (pod.status.phase === 'Running' && isPodReady(pod)),
  )
  if (isPodTerminal(ready)) await printLogs(ready, session)
  else await attach(ready, session)
  const restart = flags.string('restart')
  if (flags.bool('leave-stdin-open') || !['Never', 'OnFailure'].includes(restart)) return
  const ends = (pod: Pod): boolean => (restart === 'OnFailure' ? pod.status.phase === 'Succeeded' : isPodTerminal(pod))
  judge(await waitForPod(name, session, timeoutMs, ends))
}

async function attach(pod: Pod, session: Session): Promise<void> {
  const { flags } = session
  const { stdin, tty } = await inputFor(flags, session)
  await printLogs(pod, session)
  try {
    await attachToPod(
      pod,
      { container: '', stdin, ttyWanted: flags.bool('tty'), tty, quiet: flags.bool('quiet') },
      session,
    )
  } catch (error) {
    if (session.context.signal.aborted || error instanceof NotModelled) throw error
    const title = `pod/${pod.metadata.name}`
    session.err(`warning: couldn't attach to ${title}, falling back to streaming logs: ${(error as Error).message}\n`)
    await printLogs(pod, session)
  }
}

const pathOfPod = (name: string, { namespace }: Session): string => `/api/v1/namespaces/${namespace}/pods/${name}`

async function printLogs(pod: Pod, session: Session): Promise<void> {
  const container = pod.spec.containers[0]?.name ?? ''
  const { body } = await session.api.send({
    method: 'GET',
    path: `${pathOfPod(pod.metadata.name, session)}/log`,
    query: { container },
  })
  session.out(body)
}

async function waitForPod(
  name: string,
  session: Session,
  timeoutMs: number,
  holds: (pod: Pod) => boolean,
): Promise<Pod> {
  const current = await session.api.call({ method: 'GET', path: pathOfPod(name, session) })
  if (holds(current as unknown as Pod)) return current as unknown as Pod
  const query = {
    fieldSelector: `metadata.name=${name}`,
    resourceVersion: textAt(current, 'metadata', 'resourceVersion'),
  }
  const path = `/api/v1/namespaces/${session.namespace}/pods`
  const found = await watchUntil(
    session,
    { path, query },
    ({ type, object }) => {
      if (type === 'DELETED') throw new CommandError('pods "" not found')
      return holds(object as Pod)
    },
    timeoutMs,
  )
  if (!found) throw new CommandError('timed out waiting for the condition')
  return found as unknown as Pod
}

function judge({ metadata, status }: Pod): void {
  const title = `pod ${metadata.namespace ?? ''}/${metadata.name}`
  if (status.phase === 'Succeeded') return
  if (status.phase !== 'Failed') throw new CommandError(`${title} left in phase ${status.phase ?? ''}`)
  const terminated = status.containerStatuses?.[0]?.state?.terminated
  if (!terminated?.exitCode) throw new CommandError(`${title} failed with unknown exit code`)
  throw new ExitError(
    `${title} terminated (${terminated.reason ?? ''})\n${terminated.message ?? ''}`,
    terminated.exitCode,
  )
}
