// Follows kubectl/pkg/cmd/create/create_{rolebinding,clusterrolebinding}.go, v1.36.
import { CommandError } from '../../failure'
import type { FlagValues } from '../../flags/flag-values'
import { generator, metadataOf } from './generate'

const RBAC = 'rbac.authorization.k8s.io'

export const createRoleBinding = generator({
  words: 'rolebinding',
  failure: 'failed to create rolebinding: ',
  build(wanted) {
    const { name, flags } = wanted
    const [role, clusterRole] = [flags.string('role'), flags.string('clusterrole')]
    if (name === '') throw new CommandError('name must be specified')
    if ((role === '') === (clusterRole === ''))
      throw new CommandError('exactly one of clusterrole or role must be specified')
    const roleRef =
      role === ''
        ? { apiGroup: RBAC, kind: 'ClusterRole', name: clusterRole }
        : { apiGroup: RBAC, kind: 'Role', name: role }
    return {
      kind: 'RoleBinding',
      apiVersion: `${RBAC}/v1`,
      metadata: metadataOf(wanted),
      ...subjectsOf(flags),
      roleRef,
    }
  },
})

export const createClusterRoleBinding = generator({
  words: 'clusterrolebinding',
  requiredFlags: ['clusterrole'],
  failure: 'failed to create clusterrolebinding: ',
  build({ name, flags }) {
    const roleRef = { apiGroup: RBAC, kind: 'ClusterRole', name: flags.string('clusterrole') }
    return { kind: 'ClusterRoleBinding', apiVersion: `${RBAC}/v1`, metadata: { name }, ...subjectsOf(flags), roleRef }
  },
})

function subjectsOf(flags: FlagValues): { subjects?: object[] } {
  const named = (kind: string, flag: string): object[] =>
    flags.strings(flag).map((name) => ({ kind, apiGroup: RBAC, name }))
  const accounts = flags.strings('serviceaccount').map(serviceAccountSubject)
  const subjects = [...named('User', 'user'), ...named('Group', 'group'), ...accounts]
  return subjects.length > 0 ? { subjects } : {}
}

/** `namespace:name` */
export function serviceAccountSubject(text: string): object {
  const [namespace = '', name = '', ...more] = text.split(':')
  if (namespace === '' || name === '' || more.length > 0)
    throw new CommandError('serviceaccount must be <namespace>:<name>')
  return { kind: 'ServiceAccount', name, namespace }
}
