// Follows validateTopologySpreadConstraints of pkg/apis/core/validation, v1.36.
import type { V1TopologySpreadConstraint } from '../../../objects/generated/kubernetes'
import { duplicate, invalid, notSupported, required, type FieldError } from '../../field-errors'
import { each, NOT_POSITIVE, oneOf } from '../field-checks'
import { validateLabelSelector } from '../metadata/labels'
import { validateLabelKeys } from './validate-label-keys'

const ACTIONS = ['DoNotSchedule', 'ScheduleAnyway']
const NODE_POLICIES = ['Honor', 'Ignore']

export const validateTopologySpread = (
  constraints: V1TopologySpreadConstraint[] | undefined,
  field: string,
): FieldError[] =>
  each(constraints, field, (constraint, at, index) => {
    const {
      maxSkew = 0,
      topologyKey,
      whenUnsatisfiable: action = '',
      nodeAffinityPolicy,
      nodeTaintsPolicy,
      labelSelector,
    } = constraint
    const repeated = constraints
      ?.slice(index + 1)
      .some((later) => later.topologyKey === topologyKey && later.whenUnsatisfiable === action)
    return [
      ...(maxSkew > 0 ? [] : [invalid(`${at}.maxSkew`, maxSkew, NOT_POSITIVE)]),
      ...(topologyKey ? [] : [required(`${at}.topologyKey`, 'can not be empty')]),
      ...(ACTIONS.includes(action) ? [] : [notSupported(`${at}.whenUnsatisfiable`, action, ACTIONS)]),
      ...(repeated ? [duplicate(`${at}.{topologyKey, whenUnsatisfiable}`, `{${topologyKey}, ${action}}`)] : []),
      ...validateMinDomains(constraint, `${at}.minDomains`),
      ...oneOf(`${at}.nodeAffinityPolicy`, nodeAffinityPolicy, NODE_POLICIES),
      ...oneOf(`${at}.nodeTaintsPolicy`, nodeTaintsPolicy, NODE_POLICIES),
      ...validateLabelKeys(constraint, at),
      ...validateLabelSelector(labelSelector, `${at}.labelSelector`),
    ]
  })

function validateMinDomains(
  { minDomains, whenUnsatisfiable: action }: V1TopologySpreadConstraint,
  field: string,
): FieldError[] {
  if (minDomains === undefined) return []
  const only = `can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${action}`
  return [
    ...(minDomains > 0 ? [] : [invalid(field, minDomains, NOT_POSITIVE)]),
    ...(action === 'DoNotSchedule' ? [] : [invalid(field, minDomains, only)]),
  ]
}
