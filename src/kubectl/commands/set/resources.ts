// Follows kubectl/pkg/cmd/set/set_resources.go, v1.36.
import type { Command } from '../../command'
import { CommandError } from '../../failure'
import { setHelp } from '../../help/set'
import type { HelpPage } from '../../help/help-page'
import { hardOf } from '../create/small-kinds'
import { type AnyObject, valueAt } from '../../objects'
import {
  changeObjects,
  checkSetFlags,
  type ContainerData,
  findChanged,
  matcherOf,
  withContainers,
  withPodSpec,
} from './change-objects'

type Amounts = Readonly<Record<string, string>>

export const resources: Command = {
  name: 'resources',
  help: setHelp['set resources'] as HelpPage,
  async run(args, flags, session) {
    const infos = await findChanged(session, args)
    checkSetFlags(session)
    const [limitsText, requestsText, selector] = [
      flags.string('limits'),
      flags.string('requests'),
      flags.string('containers'),
    ]
    if (limitsText === '' && requestsText === '')
      throw new CommandError('you must specify an update to requests or limits (in the form of --requests/--limits)')
    const [limits, requests] = [hardOf(limitsText), hardOf(requestsText)]
    await changeObjects({
      session,
      args,
      infos,
      operation: 'resource requirements updated',
      failure: 'failed to patch resources update to pod template ',
      change: (object, fail) => {
        let found = true
        const changed: AnyObject = withPodSpec(object, (spec) => {
          const next = withContainers(spec, matcherOf(selector), (container) =>
            withResources(container, limits, requests),
          )
          if (!next) found = false
          return next ?? spec
        })
        if (!found) fail(`error: unable to find container named ${selector}`)
        return found ? changed : undefined
      },
    })
  },
}

function withResources(
  container: ContainerData,
  limits: Amounts | undefined,
  requests: Amounts | undefined,
): ContainerData {
  const before = (container['resources'] ?? {}) as Record<string, unknown>
  const merged = (field: string, more: Amounts | undefined): object =>
    more ? { [field]: { ...(valueAt(before, field) as Amounts | undefined), ...more } } : {}
  return { ...container, resources: { ...before, ...merged('limits', limits), ...merged('requests', requests) } }
}
