// Follows kubectl/pkg/cmd/rollout/rollout_{pause,resume,restart}.go and polymorphichelpers, v1.36.
import type { Command } from '../../command'
import { CommandError, ExitError, throwGathered } from '../../failure'
import { quote } from '../../../objects/go-text'
import type { HelpPage } from '../../help/help-page'
import { rolloutHelp } from '../../help/rollout'
import { valueAt } from '../../objects'
import { objectPrinter } from '../../output/object-printer'
import { groupResourceText } from '../../resources/resource-mapping'
import type { ResourceInfo } from '../../resources/resource-info'
import type { Session } from '../../session'
import { timeText } from '../../../objects/time'
import { writeQuery } from '../dry-run'
import { findWorkloads } from './find-workloads'

const RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt'

interface Turn {
  readonly verb: 'pause' | 'resume' | 'restart'
  readonly done: string
  /** the merge patch; throws CommandError when there is nothing to do or it may not be done */
  readonly patch: (info: ResourceInfo, session: Session) => object
}

const title = ({ mapping, name }: ResourceInfo): string => `${mapping ? groupResourceText(mapping) : ''} ${quote(name)}`

function mustBeDeployment(info: ResourceInfo, what: string): void {
  if (info.mapping?.kind !== 'Deployment') throw new CommandError(`${what} is not supported`)
}

const isPaused = ({ object }: ResourceInfo): boolean => valueAt(object, 'spec', 'paused') === true

const TURNS: readonly Turn[] = [
  {
    verb: 'pause',
    done: 'paused',
    patch: (info) => {
      mustBeDeployment(info, 'pausing')
      if (isPaused(info)) throw new CommandError('is already paused')
      return { spec: { paused: true } }
    },
  },
  {
    verb: 'resume',
    done: 'resumed',
    patch: (info) => {
      mustBeDeployment(info, 'resuming')
      if (!isPaused(info)) throw new CommandError('is not paused')
      return { spec: { paused: null } }
    },
  },
  {
    verb: 'restart',
    done: 'restarted',
    patch: (info, session) => {
      if (!['Deployment', 'DaemonSet', 'StatefulSet'].includes(info.mapping?.kind ?? ''))
        throw new CommandError('restarting is not supported')
      if (isPaused(info)) throw new CommandError("can't restart paused deployment (run rollout resume first)")
      return { spec: { template: { metadata: { annotations: { [RESTARTED_AT]: timeText(session.now()) } } } } }
    },
  },
]

const command = ({ verb, done, patch }: Turn): Command => ({
  name: verb,
  help: rolloutHelp[`rollout ${verb}`] as HelpPage,
  async run(args, flags, session) {
    const found = await findWorkloads(args, flags, session)
    const print = await objectPrinter(flags, session, { operation: done })
    // What was found is changed, whatever could not be found.
    const { infos, failure } = await found.infosAndFailure()
    const errors: Error[] = failure ? [failure] : []
    for (const info of infos) {
      try {
        const { mapping, namespace, name } = info
        const body = patch(info, session)
        if (mapping)
          print(
            await session.api.patch({ mapping, namespace, name }, 'merge', JSON.stringify(body), {
              query: writeQuery(flags, 'none'),
            }),
          )
      } catch (error) {
        errors.push(
          error instanceof CommandError ? new CommandError(`error: ${title(info)} ${error.message}`) : (error as Error),
        )
      }
    }
    // Even a single one is told as one of a list, without a word before it, when it is about files.
    const isOfFiles = args.length === 0 && failure instanceof CommandError
    if (isOfFiles && errors.length === 1) throw new ExitError(failure.message, 1)
    throwGathered(errors)
  },
})

export const [pause, resume, restart] = TURNS.map(command) as [Command, Command, Command]
