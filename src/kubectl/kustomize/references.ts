// Who is called by name in whose fields: what is renamed is called by its new name everywhere. Follows kustomize's
// api/internal/accumulator/namereferencetransformer.go and konfig/builtinpluginconsts/namereference.go, v5.
import { type AnyObject, isFields, textAt } from '../objects'
import { changedTo, isClusterWide, type Resource } from './resource'

interface Rule {
  /** the kind that is called; where the value itself says it, the field in which it does */
  readonly kind?: string
  /** the field that holds the name, below the field's value; '' when the value is the name */
  readonly name: string
  /** only in objects of these kinds */
  readonly within?: readonly string[]
}

// By the field that leads to the name, wherever it stands.
const RULES: Readonly<Record<string, readonly Rule[]>> = {
  configMapRef: [{ kind: 'ConfigMap', name: 'name' }],
  configMapKeyRef: [{ kind: 'ConfigMap', name: 'name' }],
  configMap: [{ kind: 'ConfigMap', name: 'name' }],
  secretRef: [{ kind: 'Secret', name: 'name' }],
  secretKeyRef: [{ kind: 'Secret', name: 'name' }],
  secret: [
    { kind: 'Secret', name: 'secretName' },
    { kind: 'Secret', name: 'name' },
  ],
  imagePullSecrets: [{ kind: 'Secret', name: 'name' }],
  secrets: [{ kind: 'Secret', name: 'name', within: ['ServiceAccount'] }],
  tls: [{ kind: 'Secret', name: 'secretName', within: ['Ingress'] }],
  persistentVolumeClaim: [{ kind: 'PersistentVolumeClaim', name: 'claimName' }],
  serviceAccountName: [{ kind: 'ServiceAccount', name: '' }],
  serviceName: [{ kind: 'Service', name: '', within: ['StatefulSet'] }],
  service: [
    {
      kind: 'Service',
      name: 'name',
      within: ['Ingress', 'APIService', 'MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'],
    },
  ],
  priorityClassName: [{ kind: 'PriorityClass', name: '' }],
  storageClassName: [{ kind: 'StorageClass', name: '' }],
  volumeName: [{ kind: 'PersistentVolume', name: '', within: ['PersistentVolumeClaim'] }],
  scaleTargetRef: [{ name: 'name' }],
  roleRef: [{ name: 'name' }],
  subjects: [{ kind: 'ServiceAccount', name: 'name', within: ['RoleBinding', 'ClusterRoleBinding'] }],
  ingressClassName: [{ kind: 'IngressClass', name: '' }],
}

export function withReferences(resources: readonly Resource[]): Resource[] {
  const renamed = resources.filter(({ names, namespaces }) => names.length > 1 || namespaces.length > 1)
  if (renamed.length === 0) return [...resources]
  return resources.map((resource) =>
    changedTo(resource, rewritten(resource.object, '', resource, renamed) as AnyObject),
  )
}

function rewritten(value: unknown, field: string, from: Resource, renamed: readonly Resource[]): unknown {
  if (Array.isArray(value)) return value.map((each) => rewritten(each, field, from, renamed))
  const rules = (Object.hasOwn(RULES, field) ? (RULES[field] as readonly Rule[]) : []).filter(
    ({ within }) => !within || within.includes(from.object.kind),
  )
  if (typeof value === 'string') {
    const rule = rules.find(({ name }) => name === '')
    return rule ? (objectOf(rule.kind as string, value, from, renamed)?.metadata.name ?? value) : value
  }
  if (!isFields(value)) return value
  const below: Record<string, unknown> = Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, rewritten(each, key, from, renamed)]),
  )
  for (const { kind = textAt(value, 'kind'), name } of rules) {
    const called = below[name]
    if (typeof called !== 'string' || (field === 'subjects' && value['kind'] !== kind)) continue
    const found = objectOf(
      kind,
      called,
      from,
      renamed,
      field === 'subjects' ? (value['namespace'] as string | undefined) : undefined,
    )
    if (!found) continue
    below[name] = found.metadata.name
    // A binding may stand elsewhere than the account that it names.
    if (field === 'subjects' && found.metadata.namespace !== undefined) below['namespace'] = found.metadata.namespace
  }
  return below
}

/** Who is called by a name that it had. Of several, the one in the caller's namespace is meant. */
function objectOf(
  kind: string,
  name: string,
  from: Resource,
  renamed: readonly Resource[],
  namespace?: string,
): AnyObject | undefined {
  const found = renamed.filter((each) => each.object.kind === kind && each.names.includes(name))
  const near = found.filter(
    (each) =>
      isClusterWide(kind) ||
      each.namespaces.some((where) =>
        namespace === undefined ? from.namespaces.includes(where) : where === namespace,
      ),
  )
  return (near[0] ?? (namespace === undefined && isClusterWide(from.object.kind) ? found[0] : undefined))?.object
}
