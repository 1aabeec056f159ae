// Follows pkg/registry/core/resourcequota, v1.36.
import type { ResourceQuota } from '../../../objects/kinds'
import { changed, withoutZeros } from '../filled'
import type { Column, KindDefinition } from '../kind'
import { ageColumn, nameColumn } from '../name-and-age'
import { canonicalResources } from '../pod-template'
import { validateQuotaStatus, validateResourceQuota, validateResourceQuotaUpdate } from './validate'

/** `pods: 1/10, requests.cpu: 500m/2`; limits have a column of their own. */
function usageText({ status }: ResourceQuota, ofLimits: boolean): string {
  const { hard = {}, used = {} } = status
  return Object.keys(hard)
    .sort()
    .filter((name) => name.startsWith('limits.') === ofLimits)
    .map((name) => `${name}: ${used[name] ?? '0'}/${hard[name] ?? '0'}`)
    .join(', ')
}

const resourceQuotaColumns: readonly Column<ResourceQuota>[] = [
  nameColumn,
  {
    name: 'Request',
    type: 'string',
    description: 'Request represents a minimum amount of cpu/memory that a container may consume.',
    value: (quota) => usageText(quota, false),
  },
  {
    name: 'Limit',
    type: 'string',
    description:
      'Limits control the maximum amount of cpu/memory that a container may use independent of contention on the node.',
    value: (quota) => usageText(quota, true),
  },
  ageColumn,
]

export const resourceQuotaKind: KindDefinition<ResourceQuota> = {
  kind: 'ResourceQuota',
  group: '',
  version: 'v1',
  plural: 'resourcequotas',
  singular: 'resourcequota',
  shortNames: ['quota'],
  namespaced: true,
  hasStatus: true,
  defaults: defaultQuota,
  prepareForCreate: (quota) => ({ ...quota, status: {} }),
  validate: validateResourceQuota,
  validateUpdate: validateResourceQuotaUpdate,
  validateStatusUpdate: validateQuotaStatus,
  columns: resourceQuotaColumns,
}

function defaultQuota(quota: ResourceQuota): ResourceQuota {
  const spec = withoutZeros(quota.spec ?? {}, ['hard', 'scopes'])
  const { hard, used } = quota.status ?? {}
  return changed(quota, {
    spec: changed(spec, spec.hard ? { hard: canonicalResources(spec.hard) } : {}),
    status: changed(quota.status ?? {}, {
      ...(hard ? { hard: canonicalResources(hard) } : {}),
      ...(used ? { used: canonicalResources(used) } : {}),
    }),
  })
}
