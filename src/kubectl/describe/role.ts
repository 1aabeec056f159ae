// Follows kubectl/pkg/describe RoleDescriber, RoleBindingDescriber and kubectl/pkg/util/rbac, v1.36.
import type * as k from '../../objects/generated/kubernetes'
import type { Kinds } from '../../objects/kinds'
import { compareCodePoints } from '../output/go-json'
import { goPrint } from '../output/go-print'
import type { Describer } from './describer'
import { describeAnnotations, describeLabels } from './labels-section'

export const describeRole: Describer<Kinds['Role'] | Kinds['ClusterRole']> = ({ metadata, rules }, w) => {
  w.field(0, 'Name', metadata.name)
  describeLabels(w, 'Labels', metadata.labels)
  describeAnnotations(w, 'Annotations', metadata.annotations)
  w.put(0, 'PolicyRule:\n')
  w.put(1, 'Resources\tNon-Resource URLs\tResource Names\tVerbs\n')
  w.put(1, '---------\t-----------------\t--------------\t-----\n')
  for (const rule of compactRules(rules ?? [])) {
    w.row(1, resourceText(rule), goPrint(rule.urls), goPrint(rule.names), goPrint(rule.verbs))
  }
}

interface SimpleRule {
  readonly group?: string
  readonly resource?: string
  readonly names: readonly string[]
  readonly urls: readonly string[]
  readonly verbs: string[]
}

// Broken down to one resource each; what differs by verb alone is put together again.
function compactRules(rules: readonly k.V1PolicyRule[]): SimpleRule[] {
  const compacted: SimpleRule[] = []
  const simple = new Map<string, SimpleRule>()
  for (const { apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [], verbs } of rules) {
    const names = resourceNames.length > 0 ? resourceNames : [undefined]
    for (const group of apiGroups) {
      for (const resource of resources) {
        for (const verb of verbs) {
          for (const name of names) {
            const key = JSON.stringify([group, resource, name ?? null])
            const known = simple.get(key)
            if (!known)
              simple.set(key, { group, resource, names: name === undefined ? [] : [name], urls: [], verbs: [verb] })
            else if (!known.verbs.includes(verb)) known.verbs.push(verb)
          }
        }
      }
    }
    for (const url of nonResourceURLs)
      for (const verb of verbs) compacted.push({ names: [], urls: [url], verbs: [verb] })
  }
  return [...compacted, ...simple.values()].sort((a, b) => compareCodePoints(sortKey(a), sortKey(b)))
}

// As the generated String of the type writes a rule: verbs first, then groups, resources, names, URLs.
const sortKey = ({ verbs, group, resource, names, urls }: SimpleRule): string =>
  `Verbs:${goPrint(verbs)},APIGroups:[${group ?? ''}],Resources:[${resource ?? ''}],ResourceNames:${goPrint(names)},NonResourceURLs:${goPrint(urls)}`

function resourceText({ group, resource }: SimpleRule): string {
  if (resource === undefined) return ''
  const [main = '', ...sub] = resource.split('/')
  return `${main}${group ? `.${group}` : ''}${sub.length > 0 ? `/${sub.join('/')}` : ''}`
}

export const describeRoleBinding: Describer<Kinds['RoleBinding'] | Kinds['ClusterRoleBinding']> = (binding, w) => {
  const { metadata, roleRef, subjects = [] } = binding
  w.field(0, 'Name', metadata.name)
  describeLabels(w, 'Labels', metadata.labels)
  describeAnnotations(w, 'Annotations', metadata.annotations)
  w.put(0, 'Role:\n')
  w.field(1, 'Kind', roleRef.kind)
  w.field(1, 'Name', roleRef.name)
  w.put(0, 'Subjects:\n')
  w.put(1, 'Kind\tName\tNamespace\n')
  w.put(1, '----\t----\t---------\n')
  for (const { kind, name, namespace = '' } of subjects) w.row(1, kind, name, namespace)
}
