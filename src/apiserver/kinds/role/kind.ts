// Role and ClusterRole. Follows pkg/registry/rbac and printRole, v1.36.
import type { Kinds, LabelSelector } from '../../../objects/kinds'
import { invalid, required, type FieldError } from '../../field-errors'
import { each } from '../field-checks'
import { changed, orNull } from '../filled'
import { kindDefinition } from '../kind'
import { validateLabelSelector } from '../metadata'
import { nameColumn } from '../name-and-age'
import { isPathSegment } from '../path-segment'
import { validateRule } from './validate-rule'

const GROUP = 'rbac.authorization.k8s.io'
const createdColumn = {
  name: 'Created At',
  type: 'date' as const,
  value: ({ metadata }: { metadata: { creationTimestamp: string } }) => metadata.creationTimestamp,
}

/** Upstream shows what became of the selector, which is nothing. */
function validateAggregated(selector: LabelSelector, field: string): FieldError[] {
  const errors = validateLabelSelector(selector, field)
  return errors.length > 0 ? [...errors, invalid(field, undefined, 'invalid label selector.')] : []
}

const withRules = <R extends Kinds['Role'] | Kinds['ClusterRole']>(role: R): R =>
  changed(role, { rules: orNull(role.rules) } as Partial<R>)

export const role = kindDefinition<Kinds['Role']>({
  kind: 'Role',
  group: GROUP,
  version: 'v1',
  plural: 'roles',
  singular: 'role',
  madeByUpdate: true,
  namespaced: true,
  validateName: isPathSegment,
  defaults: withRules,
  validate: ({ rules }) => each(rules ?? [], 'rules', (rule, field) => validateRule(rule, field, true)),
  columns: [nameColumn, createdColumn],
})

export const clusterRole = kindDefinition<Kinds['ClusterRole']>({
  kind: 'ClusterRole',
  group: GROUP,
  version: 'v1',
  plural: 'clusterroles',
  singular: 'clusterrole',
  madeByUpdate: true,
  namespaced: false,
  validateName: isPathSegment,
  defaults: withRules,
  validate: ({ rules, aggregationRule }) => [
    ...each(rules ?? [], 'rules', (rule, field) => validateRule(rule, field, false)),
    ...(aggregationRule && !aggregationRule.clusterRoleSelectors?.length
      ? [
          required(
            'aggregationRule.clusterRoleSelectors',
            'at least one clusterRoleSelector required if aggregationRule is non-nil',
          ),
        ]
      : []),
    ...each(aggregationRule?.clusterRoleSelectors, 'aggregationRule.clusterRoleSelectors', validateAggregated),
  ],
  columns: [nameColumn, createdColumn],
})
