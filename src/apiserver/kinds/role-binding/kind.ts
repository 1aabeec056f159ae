// RoleBinding and ClusterRoleBinding. Follows pkg/registry/rbac, pkg/apis/rbac/{v1,validation} and printRoleBinding, v1.36.
import { dequal } from 'dequal/lite'
import type * as k from '../../../objects/generated/kubernetes'
import type { Kinds } from '../../../objects/kinds'
import { invalid, notSupported, required, type FieldError } from '../../field-errors'
import { each, invalidFor } from '../field-checks'
import { changed, filled, mapped, withoutZeros } from '../filled'
import { internalValue } from '../internal-diff'
import { kindDefinition, type Column } from '../kind'
import { isDns1123Subdomain } from '../metadata'
import { isPathSegment, validatePathSegment } from '../path-segment'
import { between, textColumn } from '../workload-columns'

type RoleBinding = Kinds['RoleBinding']
type ClusterRoleBinding = Kinds['ClusterRoleBinding']
type Binding = RoleBinding | ClusterRoleBinding

const GROUP = 'rbac.authorization.k8s.io'

function defaultBinding<T extends Binding>(binding: T): T {
  const { roleRef, subjects } = binding
  return changed(binding, {
    roleRef: filled(withoutZeros(roleRef, ['apiGroup']), { apiGroup: GROUP }),
    ...(subjects ? { subjects: mapped(subjects, defaultSubject) } : {}),
  } as Partial<T>)
}

function defaultSubject(subject: k.RbacV1Subject): k.RbacV1Subject {
  const plain = withoutZeros(subject, ['apiGroup', 'namespace'])
  return plain.kind === 'User' || plain.kind === 'Group' ? filled(plain, { apiGroup: GROUP }) : plain
}

const validateBinding =
  (roles: readonly string[], isNamespaced: boolean) =>
  ({ roleRef, subjects }: Binding): FieldError[] => [
    ...(roleRef.apiGroup === GROUP ? [] : [notSupported('roleRef.apiGroup', roleRef.apiGroup, [GROUP])]),
    ...(roles.includes(roleRef.kind) ? [] : [notSupported('roleRef.kind', roleRef.kind, roles)]),
    ...(roleRef.name ? validatePathSegment(roleRef.name, 'roleRef.name') : [required('roleRef.name')]),
    ...each(subjects, 'subjects', (subject, field) => validateSubject(subject, field, isNamespaced)),
  ]

function validateSubject(
  { kind, name, namespace, apiGroup = '' }: k.RbacV1Subject,
  field: string,
  isNamespaced: boolean,
): FieldError[] {
  const errors: FieldError[] = name ? [] : [required(`${field}.name`)]
  const wantGroup = (group: string) =>
    apiGroup === group ? [] : [notSupported(`${field}.apiGroup`, apiGroup, [group])]
  switch (kind) {
    case 'ServiceAccount':
      if (name) errors.push(...invalidFor(`${field}.name`, name, isDns1123Subdomain(name)))
      errors.push(...wantGroup(''))
      if (!isNamespaced && !namespace) errors.push(required(`${field}.namespace`))
      return errors
    case 'User':
    case 'Group':
      return [...errors, ...wantGroup(GROUP)]
    default:
      return [...errors, notSupported(`${field}.kind`, kind, ['ServiceAccount', 'User', 'Group'])]
  }
}

const validateUpdate = (next: Binding, previous: Binding): FieldError[] =>
  dequal(next.roleRef, previous.roleRef)
    ? []
    : [invalid('roleRef', internalValue('RoleRef', next.roleRef), 'cannot change roleRef')]

const subjectsOf = (binding: Binding, wanted: string): string =>
  (binding.subjects ?? [])
    .filter(({ kind }) => kind === wanted)
    .map(({ name, namespace }) => (wanted === 'ServiceAccount' ? `${namespace ?? ''}/${name}` : name))
    .join(', ')

const wide = (name: string, kind: string): Column<Binding> => ({
  name,
  type: 'string',
  priority: 1,
  value: (binding) => subjectsOf(binding, kind),
})
const columns = between<Binding>(
  [textColumn('Role', ({ roleRef }) => `${roleRef.kind}/${roleRef.name}`)],
  [wide('Users', 'User'), wide('Groups', 'Group'), wide('ServiceAccounts', 'ServiceAccount')],
)

export const roleBinding = kindDefinition<RoleBinding>({
  kind: 'RoleBinding',
  group: GROUP,
  version: 'v1',
  plural: 'rolebindings',
  singular: 'rolebinding',
  madeByUpdate: true,
  namespaced: true,
  validateName: isPathSegment,
  defaults: defaultBinding,
  validate: validateBinding(['Role', 'ClusterRole'], true),
  validateUpdate,
  columns,
})

export const clusterRoleBinding = kindDefinition<ClusterRoleBinding>({
  kind: 'ClusterRoleBinding',
  group: GROUP,
  version: 'v1',
  plural: 'clusterrolebindings',
  singular: 'clusterrolebinding',
  madeByUpdate: true,
  namespaced: false,
  validateName: isPathSegment,
  defaults: defaultBinding,
  validate: validateBinding(['ClusterRole'], false),
  validateUpdate,
  columns,
})
