// Who may do what, by roles and their bindings. Follows plugin/pkg/auth/authorizer/rbac and pkg/registry/rbac/validation, v1.36.
import type * as k from '../../objects/generated/kubernetes'
import type { Reader } from '../client'
import { DEFAULT_BINDINGS, defaultRules, type Binding, type Rule } from './default-roles'
import { MASTERS, type User } from './user'

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

export interface Decision {
  readonly allowed: boolean
  /** which binding allows it, or which roles were not found; '' for nothing to say */
  readonly reason: string
}

export function decide(user: User, asked: Attributes, read: Reader): Decision {
  if (user.groups.includes(MASTERS)) return { allowed: true, reason: '' }
  const grants = grantsOf(user, asked.resource?.namespace ?? '', read)
  const allowing = grants.find(({ rules }) => rules?.some((rule) => allows(rule, asked)))
  if (allowing) return { allowed: true, reason: `RBAC: allowed by ${described(allowing)}` }
  const lacking = missing(grants)
  return { allowed: false, reason: lacking === '' ? '' : `RBAC: ${lacking}` }
}

/** All rules of a user in a namespace, and what could not be found. */
export function rulesFor(user: User, namespace: string, read: Reader): { rules: readonly Rule[]; error: string } {
  if (user.groups.includes(MASTERS)) return { rules: defaultRules('cluster-admin', read) ?? [], error: '' }
  const grants = grantsOf(user, namespace, read)
  return { rules: grants.flatMap(({ rules }) => rules ?? []), error: missing(grants) }
}

interface Grant {
  readonly binding: Binding
  readonly subject: k.RbacV1Subject
  /** undefined when there is no such role */
  readonly rules: readonly Rule[] | undefined
}

function grantsOf(user: User, namespace: string, read: Reader): Grant[] {
  const bindings: readonly Binding[] = [
    ...DEFAULT_BINDINGS,
    ...read.list('ClusterRoleBinding'),
    ...(namespace === '' ? [] : read.list('RoleBinding', namespace)),
  ]
  return bindings.flatMap((binding) => {
    const { metadata, subjects, roleRef } = binding
    const subject = subjects?.find((each) => isMeant(each, user, metadata.namespace))
    return subject ? [{ binding, subject, rules: rulesOf(roleRef, metadata.namespace ?? '', read) }] : []
  })
}

function isMeant(subject: k.RbacV1Subject, user: User, namespace = ''): boolean {
  if (subject.kind === 'Group') return user.groups.includes(subject.name)
  if (subject.kind === 'User') return user.name === subject.name
  return user.name === `system:serviceaccount:${subject.namespace ?? namespace}:${subject.name}`
}

function rulesOf({ kind, name }: k.V1RoleRef, namespace: string, read: Reader): readonly Rule[] | undefined {
  if (kind !== 'Role') {
    const role = read.get('ClusterRole', '', name)
    return role ? (role.rules ?? []) : defaultRules(name, read)
  }
  const role = read.get('Role', namespace, name)
  return role && (role.rules ?? [])
}

/** Several errors are told as Go's aggregate: each once, in brackets. */
function missing(grants: readonly Grant[]): string {
  const texts = grants.flatMap(({ binding: { roleRef }, rules }) =>
    rules ? [] : [`${roleRef.kind.toLowerCase()}.rbac.authorization.k8s.io ${JSON.stringify(roleRef.name)} not found`],
  )
  const once = [...new Set(texts)]
  return once.length > 1 ? `[${once.join(', ')}]` : (once[0] ?? '')
}

/** The namespace stands behind the name, as upstream has it. */
function described({ binding: { metadata, roleRef }, subject }: Grant): string {
  const { name, namespace } = metadata
  const kind = namespace ? 'RoleBinding' : 'ClusterRoleBinding'
  const whom =
    subject.kind === 'ServiceAccount' ? `${subject.name}/${subject.namespace ?? namespace ?? ''}` : subject.name
  const binding = namespace ? `${name}/${namespace}` : name
  return `${kind} "${binding}" of ${roleRef.kind} "${roleRef.name}" to ${subject.kind} "${whom}"`
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
