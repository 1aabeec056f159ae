// Who may do what, by roles and their bindings. Follows plugin/pkg/auth/authorizer/rbac, v1.36.
import type { Reader } from '../../apiserver/client'
import type * as k from '../../objects/generated/kubernetes'
import type { User } from './user'

export interface Attributes {
  readonly verb: string
  /** undefined: no resource, but a path */
  readonly resource:
    | {
        readonly group: string
        /** with its subresource: `pods/log` */
        readonly name: string
        readonly namespace: string
        readonly object: string
      }
    | undefined
  readonly path: string
}

type Rule = k.V1PolicyRule

/** Bound to everybody, and to everybody who is known. Follows plugin/pkg/auth/authorizer/rbac/bootstrappolicy. */
const PUBLIC: readonly Rule[] = [
  { verbs: ['get'], nonResourceURLs: ['/healthz', '/livez', '/readyz', '/version', '/version/'] },
]
const DISCOVERY: readonly Rule[] = [
  { verbs: ['get'], nonResourceURLs: ['/api', '/api/*', '/apis', '/apis/*', '/openapi', '/openapi/*'] },
]
const CLUSTER_ADMIN: readonly Rule[] = [
  { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
  { verbs: ['*'], nonResourceURLs: ['*'] },
]

export function mayDo(user: User, asked: Attributes, read: Reader): boolean {
  const rules = [
    ...PUBLIC,
    ...(user.groups.includes('system:authenticated') ? DISCOVERY : []),
    ...boundRules(user, asked.resource?.namespace ?? '', read),
  ]
  return rules.some((rule) => allows(rule, asked))
}

function boundRules(user: User, namespace: string, read: Reader): Rule[] {
  const bindings = [
    ...read.list('ClusterRoleBinding'),
    ...(namespace === '' ? [] : read.list('RoleBinding', namespace)),
  ].filter(({ metadata, subjects }) => subjects?.some((subject) => isMeant(subject, user, metadata.namespace)))
  return bindings.flatMap(({ metadata, roleRef }) => rulesOf(roleRef, metadata.namespace ?? '', read))
}

function isMeant(subject: k.RbacV1Subject, user: User, namespace = ''): boolean {
  if (subject.kind === 'Group') return user.groups.includes(subject.name)
  if (subject.kind === 'User') return user.name === subject.name
  return user.name === `system:serviceaccount:${subject.namespace ?? namespace}:${subject.name}`
}

function rulesOf({ kind, name }: k.V1RoleRef, namespace: string, read: Reader): readonly Rule[] {
  const role = kind === 'Role' ? read.get('Role', namespace, name) : read.get('ClusterRole', '', name)
  return role?.rules ?? (kind === 'ClusterRole' && name === 'cluster-admin' ? CLUSTER_ADMIN : [])
}

const has = (set: readonly string[] | undefined, wanted: string): boolean =>
  set?.some((each) => each === '*' || each === wanted) ?? false

function allows({ verbs, apiGroups, resources, resourceNames, nonResourceURLs }: Rule, asked: Attributes): boolean {
  if (!has(verbs, asked.verb)) return false
  const { resource, path } = asked
  if (!resource)
    return (nonResourceURLs ?? []).some(
      (url) => url === '*' || url === path || (url.endsWith('*') && path.startsWith(url.slice(0, -1))),
    )
  const [, subresource] = resource.name.split('/')
  return (
    has(apiGroups, resource.group) &&
    (has(resources, resource.name) || (subresource !== undefined && has(resources, `*/${subresource}`))) &&
    (!resourceNames?.length || resourceNames.includes(resource.object))
  )
}

/** `pods is forbidden: ` is put before it; of a path this is all. */
export function refusal({ name }: User, { verb, resource, path }: Attributes): string {
  if (!resource) return `forbidden: User "${name}" cannot ${verb} path "${path}"`
  const where = resource.namespace === '' ? 'at the cluster scope' : `in the namespace "${resource.namespace}"`
  return `User "${name}" cannot ${verb} resource "${resource.name}" in API group "${resource.group}" ${where}`
}
