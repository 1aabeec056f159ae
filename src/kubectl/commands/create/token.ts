// Follows kubectl/pkg/cmd/create/create_token.go, v1.36.
import type { Command } from '../../command'
import { CommandError, usageError } from '../../failure'
import type { FlagValues } from '../../flags/flag-values'
import { createHelp } from '../../help/create'
import type { HelpPage } from '../../help/help-page'
import { textAt } from '../../objects'
import { objectPrinter } from '../../output/object-printer'

const BOUND_KINDS = ['Node', 'Pod', 'Secret']

export const createToken: Command = {
  name: 'token',
  help: createHelp['create token'] as HelpPage,
  async run(args, flags, session) {
    if (args.length !== 1) throw usageError(session.commandPath, `exactly one NAME is required, got ${args.length}`)
    const [name] = args as [string]
    const print = await objectPrinter(flags, session, { operation: 'created', sorted: false })
    const spec = specOf(name, flags)
    const path = `/api/v1/namespaces/${session.namespace}/serviceaccounts/${name}/token`
    const body = JSON.stringify({
      kind: 'TokenRequest',
      apiVersion: 'authentication.k8s.io/v1',
      metadata: {},
      spec,
      status: {},
    })
    const response = await session.api.call({ method: 'POST', path, body }).catch((error: Error) => {
      throw new CommandError(`failed to create token: ${error.message}`)
    })
    const token = textAt(response, 'status', 'token')
    if (token === '') throw new CommandError('failed to create token: no token in server response')
    if (flags.string('output') !== '') return print(response)
    session.out(session.context.isTerminal ? `${token}\n` : token)
  },
}

function specOf(name: string, flags: FlagValues): object {
  const refuse = (when: boolean, message: string): void => {
    if (when) throw new CommandError(message)
  }
  const durationMs = flags.duration('duration')
  const audiences = flags.strings('audience')
  const [kind, objectName, uid] = ['kind', 'name', 'uid'].map((part) => flags.string(`bound-object-${part}`)) as [
    string,
    string,
    string,
  ]
  refuse(name === '', 'service account name is required')
  refuse(durationMs < 0, '--duration must be greater than or equal to 0')
  refuse(durationMs % 1000 !== 0, '--duration cannot be expressed in units less than seconds')
  refuse(audiences.includes(''), '--audience must not be an empty string')
  refuse(kind === '' && objectName !== '', '--bound-object-name can only be set if --bound-object-kind is provided')
  refuse(kind === '' && uid !== '', '--bound-object-uid can only be set if --bound-object-kind is provided')
  refuse(
    kind !== '' && !BOUND_KINDS.includes(kind),
    `supported --bound-object-kind values are ${BOUND_KINDS.join(', ')}`,
  )
  refuse(kind !== '' && objectName === '', '--bound-object-name is required if --bound-object-kind is provided')
  const bound = { kind, apiVersion: 'v1', name: objectName, ...(uid === '' ? {} : { uid }) }
  return {
    ...(audiences.length > 0 ? { audiences } : {}),
    ...(durationMs > 0 ? { expirationSeconds: durationMs / 1000 } : {}),
    ...(kind === '' ? {} : { boundObjectRef: bound }),
  }
}
