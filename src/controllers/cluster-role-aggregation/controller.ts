// Follows pkg/controller/clusterroleaggregation, v1.36.
import { canonicalText } from '../../objects/hash'
import { keyOf } from '../../objects/kube-object'
import type { Kinds } from '../../objects/kinds'
import { matches, selectorOf } from '../../objects/selectors'
import type { Controller } from '../runtime/controller'

type ClusterRole = Kinds['ClusterRole']
type Rules = NonNullable<ClusterRole['rules']>

/** The rules of all roles that one of the selectors picks: selector by selector, each by name, every rule once. */
export function aggregated({ aggregationRule, metadata }: ClusterRole, roles: readonly ClusterRole[]): Rules {
  const rules = new Map<string, Rules[number]>()
  const byName = [...roles].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1))
  for (const each of aggregationRule?.clusterRoleSelectors ?? []) {
    const selector = selectorOf(each)
    for (const role of byName) {
      if (role.metadata.name === metadata.name || !selector || !matches(selector, role.metadata.labels)) continue
      for (const rule of role.rules ?? []) if (!rules.has(canonicalText(rule))) rules.set(canonicalText(rule), rule)
    }
  }
  return [...rules.values()]
}

/** Fills the rules of roles that are put together from others. */
export const clusterRoleAggregationController = (): Controller => ({
  name: 'clusterrole-aggregation-controller',
  wakesOn: [
    {
      kind: 'ClusterRole',
      keys: (_change, read) =>
        read
          .list('ClusterRole')
          .filter(({ aggregationRule }) => aggregationRule)
          .map(keyOf),
    },
  ],
  reconcile({ name }, { read, api }) {
    const role = read.get('ClusterRole', '', name)
    if (!role?.aggregationRule) return
    const rules = aggregated(role, read.list('ClusterRole'))
    if (canonicalText(rules) === canonicalText(role.rules ?? [])) return
    const { rules: _, ...others } = role
    api.update<'ClusterRole'>({ ...others, ...(rules.length > 0 ? { rules } : {}) })
  },
})
