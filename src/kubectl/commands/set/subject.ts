// Follows kubectl/pkg/cmd/set/set_subject.go, v1.36.
import type { Command } from '../../command'
import { CommandError } from '../../failure'
import { setHelp } from '../../help/set'
import type { HelpPage } from '../../help/help-page'
import { type AnyObject, listAt, withValueAt } from '../../objects'
import { compareCodePoints } from '../../output/go-json'
import { sameValue } from '../../patch/same-value'
import type { ResourceInfo } from '../../resources/resource-info'
import type { Session } from '../../session'
import { changeObjects, checkSetFlags, findChanged } from './change-objects'

const RBAC = 'rbac.authorization.k8s.io'

export const subject: Command = {
  name: 'subject',
  help: setHelp['set subject'] as HelpPage,
  async run(args, _flags, session) {
    const infos = await findChanged(session, args)
    checkSetFlags(session)
    const subjects = subjectsOf(infos, session)
    await changeObjects({
      session,
      args,
      infos,
      operation: 'subjects updated',
      failure: 'failed to patch subjects to rolebinding: ',
      change: (object) => withSubjects(object, subjects),
    })
  },
}

function subjectsOf(infos: readonly ResourceInfo[], { flags, namespace }: Session): object[] {
  const [users, groups, accounts] = ['user', 'group', 'serviceaccount'].map((flag) =>
    [...new Set(flags.strings(flag))].sort(compareCodePoints),
  ) as [string[], string[], string[]]
  if (users.length + groups.length + accounts.length === 0)
    throw new CommandError('you must specify at least one value of user, group or serviceaccount')
  const named = (kind: string, names: readonly string[]): object[] =>
    names.map((name) => ({ kind, apiGroup: RBAC, name }))
  const accountSubjects = accounts.map((text) => {
    const [where = '', name = '', ...more] = text.split(':')
    if (name === '' || more.length > 0) throw new CommandError('serviceaccount must be <namespace>:<name>')
    if (where === '' && infos.some(({ object }) => object?.kind === 'ClusterRoleBinding')) {
      throw new CommandError('serviceaccount must be <namespace>:<name>, namespace must be specified')
    }
    return { kind: 'ServiceAccount', name, namespace: where || namespace }
  })
  return [...named('User', users), ...named('Group', groups), ...accountSubjects]
}

function withSubjects(object: AnyObject, wanted: readonly object[]): AnyObject | undefined {
  if (!['RoleBinding', 'ClusterRoleBinding'].includes(object.kind))
    throw new CommandError('setting subjects is only supported for RoleBinding/ClusterRoleBinding')
  const before = listAt(object, 'subjects')
  const added = wanted.filter((each) => !before.some((other) => sameValue(other, each)))
  return added.length === 0 ? undefined : withValueAt(object, ['subjects'], [...before, ...added])
}
