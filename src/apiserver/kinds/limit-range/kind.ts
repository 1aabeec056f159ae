// Follows pkg/registry/core/limitrange and SetDefaults_LimitRangeItem of pkg/apis/core/v1, v1.36.
import type { V1LimitRangeItem } from '../../../objects/generated/kubernetes'
import type { LimitRange } from '../../../objects/kinds'
import { changed, filled, mapped } from '../filled'
import type { Column, KindDefinition } from '../kind'
import { nameColumn } from '../name-and-age'
import { canonicalResources } from '../pod-template'
import { validateLimitRange } from './validate'

const limitRangeColumns: readonly Column<LimitRange>[] = [
  nameColumn,
  { name: 'Created At', type: 'string', value: ({ metadata }) => metadata.creationTimestamp },
]

export const limitRangeKind: KindDefinition<LimitRange> = {
  kind: 'LimitRange',
  group: '',
  version: 'v1',
  plural: 'limitranges',
  singular: 'limitrange',
  madeByUpdate: true,
  shortNames: ['limits'],
  namespaced: true,
  defaults: (range) =>
    changed(range, {
      spec: changed(range.spec ?? { limits: [] }, { limits: mapped(range.spec?.limits ?? [], defaultItem) ?? [] }),
    }),
  validate: validateLimitRange,
  columns: limitRangeColumns,
}

const LISTS = ['max', 'min', 'default', 'defaultRequest', 'maxLimitRequestRatio'] as const

/** Containers: the default limit is the most, the default request is the default limit, or else the least. */
function defaultItem(item: V1LimitRangeItem): V1LimitRangeItem {
  const lists = LISTS.filter((name) => item[name] !== undefined)
  const canonical = changed(item, Object.fromEntries(lists.map((name) => [name, canonicalResources(item[name])])))
  if (item.type !== 'Container') return canonical
  const limits = filled(canonical.default ?? {}, canonical.max ?? {})
  const requests = filled(filled(canonical.defaultRequest ?? {}, limits), canonical.min ?? {})
  return changed(canonical, {
    ...(Object.keys(limits).length > 0 ? { default: limits } : {}),
    ...(Object.keys(requests).length > 0 ? { defaultRequest: requests } : {}),
  })
}
