// Follows kubectl/pkg/cmd/rollout/rollout_status.go and polymorphichelpers/rollout_status.go, v1.36.
import type { Command } from '../../command'
import { CommandError } from '../../failure'
import type { HelpPage } from '../../help/help-page'
import { rolloutHelp } from '../../help/rollout'
import { type AnyObject, textAt } from '../../objects'
import { pathOf } from '../../request/kube-api'
import type { ResourceInfo } from '../../resources/resource-info'
import type { Session } from '../../session'
import { findWorkloads } from './find-workloads'
import { rolloutStatus } from './rollout-status'

export const status: Command = {
  name: 'status',
  help: rolloutHelp['rollout status'] as HelpPage,
  interrupted: 1,
  async run(args, flags, session) {
    const revision = flags.int('revision')
    if (revision < 0) throw new CommandError(`revision must be a positive integer: ${revision}`)
    const found = await findWorkloads(args, flags, session)
    await found.visit((info) => follow(info, revision, session))
  },
}

/** Prints what is new until the rollout is done, or once when nobody wants to wait. */
async function follow(
  { mapping, namespace, name, object }: ResourceInfo,
  revision: number,
  session: Session,
): Promise<void> {
  if (!mapping) return
  const { flags } = session
  const timeoutMs = flags.duration('timeout')
  let failed: Error | undefined
  let done = false
  const take = (next: AnyObject): boolean => {
    const { text, isDone } = rolloutStatus(next, revision)
    session.out(text)
    return isDone
  }
  if (take(object as AnyObject) || !flags.bool('watch')) return
  const query = {
    fieldSelector: `metadata.name=${name}`,
    resourceVersion: textAt(object, 'metadata', 'resourceVersion'),
    ...(timeoutMs > 0 ? { timeoutSeconds: String(Math.ceil(timeoutMs / 1000)) } : {}),
  }
  const watch = session.api.watch(
    { method: 'GET', path: pathOf({ mapping, namespace }), query },
    ({ type, object: next }) => {
      if (done || failed) return
      try {
        if (type === 'DELETED') throw new CommandError('object has been deleted')
        if (type === 'ADDED' || type === 'MODIFIED') done = take(next as AnyObject)
      } catch (error) {
        failed = error as Error
      }
      if (done || failed) watch.stop()
    },
  )
  const stop = (): void => watch.stop()
  session.context.signal.addEventListener('abort', stop)
  await watch.done
  session.context.signal.removeEventListener('abort', stop)
  if (failed) throw failed
  if (!done) throw new CommandError(`timed out waiting for the condition`)
}
