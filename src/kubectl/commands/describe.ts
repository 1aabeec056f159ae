// Follows kubectl/pkg/cmd/describe, v1.36.
import type { Command } from '../command'
import { CommandError, isNotFound, throwGathered } from '../failure'
import type { FlagValues } from '../flags/flag-values'
import { describeHelp } from '../help/describe'
import type { HelpPage } from '../help/help-page'
import { DescribeContext } from '../describe/describer'
import { DescribeWriter } from '../describe/describe-writer'
import { describerOf, isTyped } from '../describe/index'
import { findResources } from '../resources/find-resources'
import type { ResourceInfo } from '../resources/resource-info'
import type { Session } from '../session'
import { filesNamed } from './named-files'

export const describe: Command = {
  name: 'describe',
  help: describeHelp['describe'] as HelpPage,
  suggestFor: ['inspect'],
  async run(args, flags, session) {
    if (args.length === 0 && flags.strings('filename').length === 0 && flags.string('kustomize') === '') {
      throw new CommandError(
        'You must specify the type of resource to describe. Use "kubectl api-resources" for a complete list of supported resources.\n',
      )
    }
    const found = await findResources(session, {
      args,
      ...filesNamed(flags),
      labelSelector: flags.string('selector'),
      allNamespaces: flags.bool('all-namespaces'),
      allowEmptySelector: true,
      continueOnError: true,
      flatten: true,
      latest: true,
      chunkSize: flags.int('chunk-size'),
    })
    const { infos, failure } = await found.infosAndFailure()
    const several = failure !== undefined || infos.length > 1
    const showEvents = several && !flags.changed('show-events') ? false : flags.bool('show-events')
    if (failure && isNotFound(failure) && args.length === 2) {
      return describeMatching(args as [string, string], { failure, showEvents }, flags, session)
    }
    const errors = failure ? [failure] : []
    let first = true
    for (const info of infos) {
      try {
        const text = await describeOne(info, showEvents, flags, session)
        session.out(first ? text : `\n\n${text}`)
        first = false
      } catch (error) {
        if (!errors.some(({ message }) => message === (error as Error).message)) errors.push(error as Error)
      }
    }
    if (infos.length === 0 && errors.length === 0) {
      session.err(
        flags.bool('all-namespaces')
          ? 'No resources found\n'
          : `No resources found in ${session.namespace} namespace.\n`,
      )
    }
    throwGathered(errors)
  },
}

async function describeOne(
  info: ResourceInfo,
  showEvents: boolean,
  flags: FlagValues,
  session: Session,
): Promise<string> {
  if (info.name === '') throw new CommandError('resource name may not be empty')
  const { mapping, object } = info
  if (!mapping || !object) throw new CommandError(`no description has been implemented for ${info.name}`)
  const writer = new DescribeWriter()
  const context = new DescribeContext(session, showEvents, flags.int('chunk-size'))
  // As Go's types have them: parts that are missing are there, and empty.
  const whole = isTyped(mapping) ? { ...object, spec: object['spec'] ?? {}, status: object['status'] ?? {} } : object
  await describerOf(mapping)({ ...whole, kind: mapping.kind }, writer, context)
  return writer.finish()
}

// A name that nothing has may be the beginning of others.
async function describeMatching(
  [type, prefix]: [string, string],
  { failure, showEvents }: { readonly failure: Error; readonly showEvents: boolean },
  flags: FlagValues,
  session: Session,
): Promise<void> {
  const found = await findResources(session, {
    args: [type],
    allowEmptySelector: true,
    singleResourceType: true,
    flatten: true,
    chunkSize: flags.int('chunk-size'),
  })
  const matching = (await found.infos()).filter(({ name }) => name.startsWith(prefix))
  if (matching.length === 0) throw failure
  for (const info of matching) session.out(`${await describeOne(info, showEvents, flags, session)}\n`)
}
