// Follows kubectl/pkg/cmd/run/run.go, v1.36.
import type { Command } from '../../command'
import { CommandError, throwGathered, usageError } from '../../failure'
import type { FlagValues } from '../../flags/flag-values'
import { quote } from '../../../objects/go-text'
import type { HelpPage } from '../../help/help-page'
import { runHelp } from '../../help/run'
import { parseImageReference } from '../../../objects/image-reference'
import type { AnyObject } from '../../objects'
import { objectPrinter } from '../../output/object-printer'
import type { Session } from '../../session'
import { withCause } from '../change-cause'
import { withOwnLastApplied } from '../create/generate'
import { deleteObject } from '../delete-object'
import { propagationOf } from '../deletion-flags'
import { type DryRun, dryRunOf, operationText, writeQuery } from '../dry-run'
import { inNamespace } from '../expose/expose'
import { serviceFor } from '../expose/service-for'
import { withOverrides } from '../overrides'
import { attachCreated } from './attach-created'
import { podOfFlags } from './pod-of-flags'

export const run: Command = {
  name: 'run',
  help: runHelp.run as HelpPage,
  requiredFlags: ['image'],
  async run(args, flags, session) {
    const dryRun = dryRunOf(flags, session)
    const attaches = flags.changed('attach') ? flags.bool('attach') : flags.bool('stdin')
    const print = await objectPrinter(flags, session, { operation: operationText('created', dryRun), sorted: false })
    const propagation = propagationOf(flags, session)
    check(args, flags, session, { attaches, dryRun })
    const [name, ...rest] = args as [string, ...string[]]
    const pod = await made(withOverrides(podOfFlags(name, rest, flags), flags), session, args, dryRun)
    const created = [pod]
    const errors: Error[] = []
    if (flags.bool('expose')) {
      try {
        const service = await made(serviceOf(name, flags), session, args, dryRun)
        print(service)
        if (flags.string('output') === 'yaml') session.out('---\n')
        created.push(service)
      } catch (error) {
        errors.push(error as Error)
      }
    }
    if (!attaches) {
      print(pod)
      return throwGathered(errors)
    }
    try {
      await attachCreated(pod.metadata.name ?? name, session)
    } finally {
      if (flags.bool('rm')) for (const object of created) await remove(object, session, propagation)
    }
  },
}

function check(
  args: readonly string[],
  flags: FlagValues,
  session: Session,
  { attaches, dryRun }: { attaches: boolean; dryRun: DryRun },
): void {
  const wrong = (message: string): Error => usageError(session.commandPath, message)
  if (args.length === 0 || flags.argsLenAtDash === 0) throw wrong('NAME is required for run')
  if (flags.duration('pod-running-timeout') <= 0) throw wrong('--pod-running-timeout must be higher than zero')
  const image = flags.string('image')
  if (image === '') throw new CommandError('--image is required')
  if (!parseImageReference(image))
    throw new CommandError(`Invalid image name ${quote(image)}: invalid reference format`)
  if (flags.bool('tty') && !flags.bool('stdin')) throw wrong('-i/--stdin is required for containers with -t/--tty=true')
  if (flags.bool('expose') && flags.string('port') === '') throw wrong('--port must be set when exposing a service')
  const [restart, pullPolicy] = [flags.string('restart'), flags.string('image-pull-policy')]
  if (!['', 'Always', 'OnFailure', 'Never'].includes(restart)) throw wrong(`invalid restart policy: ${restart}`)
  if (flags.bool('rm') && !attaches) throw wrong('--rm should only be used for attached containers')
  if (attaches && dryRun !== 'none')
    throw wrong(
      "--dry-run=[server|client] can't be used with attached containers options (--attach, --stdin, or --tty)",
    )
  if (!['', 'Always', 'IfNotPresent', 'Never'].includes(pullPolicy))
    throw wrong(`invalid image pull policy: ${pullPolicy}`)
}

function serviceOf(name: string, flags: FlagValues): AnyObject {
  const labels = flags.string('labels')
  return serviceFor({
    name,
    selector: labels || `run=${name}`,
    labels,
    ports: flags.string('port').split(','),
    protocol: '',
    protocols: new Map(),
    targetPort: '',
    type: '',
    externalIP: '',
    loadBalancerIP: '',
    sessionAffinity: '',
    clusterIP: '',
  })
}

async function made(object: AnyObject, session: Session, args: readonly string[], dryRun: DryRun): Promise<AnyObject> {
  const { flags } = session
  const recorded = withCause(object, session, args)
  // It asks for the kind before it knows that nothing will be sent.
  const mapping = await session.mapper.mappingFor(object.kind.toLowerCase(), 1)
  if (dryRun === 'client') return inNamespace(recorded, session)
  const full = flags.bool('save-config') ? withOwnLastApplied(recorded) : recorded
  return session.api.create({ mapping, namespace: session.namespace }, full, { query: writeQuery(flags, dryRun) })
}

async function remove(object: AnyObject, session: Session, propagation: string): Promise<void> {
  const mapping = await session.mapper.mappingFor(object.kind.toLowerCase(), 1)
  const { name = '', namespace = '' } = object.metadata
  await deleteObject(session, { mapping, namespace, name }, { propagation, graceSeconds: -1, dryRun: 'none' })
  if (!session.flags.bool('quiet'))
    session.out(`${mapping.singular} ${quote(name)} deleted from ${namespace} namespace\n`)
}
