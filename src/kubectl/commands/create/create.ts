// Follows kubectl/pkg/cmd/create/create.go, v1.36.
import type { Command } from '../../command'
import { CommandError, usageError, withSource } from '../../failure'
import type { FlagValues } from '../../flags/flag-values'
import { createHelp } from '../../help/create'
import type { HelpPage } from '../../help/help-page'
import { type AnyObject } from '../../objects'
import { objectPrinter } from '../../output/object-printer'
import { findResources } from '../../resources/find-resources'
import type { ResourceInfo } from '../../resources/resource-info'
import type { Session } from '../../session'
import { withCause } from '../change-cause'
import { dryRunOf, operationText, writeQuery, type DryRun } from '../dry-run'
import { validatorOf } from '../validate-document'
import { withLastApplied } from '../apply/last-applied'
import { createObject } from '../create-object'
import { checkRaw, rawBody, rawRequest } from '../raw-request'
import { filesNamed, requireFiles } from '../named-files'
import { createConfigMap } from './config-map'
import { createDeployment } from './deployment'
import { createEdited } from './edited'
import { createIngress } from './ingress'
import { createCronJob, createJob } from './job'
import { createClusterRole, createRole } from './role'
import { createClusterRoleBinding, createRoleBinding } from './role-binding'
import { createSecret } from './secret'
import { createService } from './service'
import {
  createNamespace,
  createPodDisruptionBudget,
  createPriorityClass,
  createQuota,
  createServiceAccount,
} from './small-kinds'
import { createToken } from './token'

export const create: Command = {
  name: 'create',
  help: createHelp.create as HelpPage,
  subcommands: [
    createClusterRole,
    createClusterRoleBinding,
    createConfigMap,
    createCronJob,
    createDeployment,
    createIngress,
    createJob,
    createNamespace,
    createPodDisruptionBudget,
    createPriorityClass,
    createQuota,
    createRole,
    createRoleBinding,
    createSecret,
    createService,
    createServiceAccount,
    createToken,
  ],
  async run(args, flags, session) {
    if (args.length > 0) throw usageError(session.commandPath, `Unexpected args: [${args.join(' ')}]`)
    requireFiles(flags)
    writeQuery(flags, 'none')
    if (flags.string('raw') !== '') return createRaw(session)
    if (flags.bool('edit')) return createEdited(session)
    const dryRun = dryRunOf(flags, session)
    const found = await findResources(session, {
      ...filesNamed(flags),
      labelSelector: flags.string('selector'),
      continueOnError: true,
      flatten: true,
      ...validatorOf(flags),
    })
    const print = await objectPrinter(flags, session, { operation: operationText('created', dryRun) })
    let count = 0
    await found.visit(async (info) => {
      count++
      print(await createOne(info, flags, session, dryRun))
    })
    if (count === 0) throw new CommandError('no objects passed to create')
  },
}

async function createRaw(session: Session): Promise<void> {
  const { flags } = session
  if (flags.bool('edit')) throw new CommandError('--raw and --edit are mutually exclusive')
  const body = await rawBody(session)
  checkRaw(session, { selector: true })
  await rawRequest(session, 'POST', flags.string('raw'), body)
}

async function createOne(info: ResourceInfo, flags: FlagValues, session: Session, dryRun: DryRun): Promise<AnyObject> {
  let object = withCause(info.object as AnyObject, session, [])
  if (flags.bool('save-config')) object = withLastApplied(object)
  const { mapping, source } = info
  if (dryRun === 'client' || !mapping) return object
  try {
    return await createObject(session, info, object, writeQuery(flags, dryRun))
  } catch (error) {
    throw withSource('creating', source, error as Error)
  }
}
