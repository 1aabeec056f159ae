// The roles that every cluster has, and who has them. They are no objects here: a stored role of the same name goes before.
// Follows plugin/pkg/auth/authorizer/rbac/bootstrappolicy (policy.go and testdata/cluster-roles.yaml) and kubeadm's bindings, v1.36.
import type * as k from '../../objects/generated/kubernetes'
import type { Reader } from '../client'
import { AUTHENTICATED, MASTERS, UNAUTHENTICATED } from './user'

export type Rule = k.V1PolicyRule

const READ = ['get', 'list', 'watch']
const WRITE = ['create', 'delete', 'deletecollection', 'patch', 'update']
const READ_WRITE = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch']
const rule = (verbs: readonly string[], group: string, resources: string): Rule => ({
  verbs: [...verbs],
  apiGroups: [group],
  resources: resources.split(' '),
})
const paths = (...nonResourceURLs: string[]): Rule => ({ verbs: ['get'], nonResourceURLs })

const HEALTH = ['/healthz', '/livez', '/readyz', '/version', '/version/']
const APPS =
  'controllerrevisions daemonsets daemonsets/status deployments deployments/scale deployments/status replicasets replicasets/scale replicasets/status statefulsets statefulsets/scale statefulsets/status'
const EXTENSIONS =
  'daemonsets daemonsets/status deployments deployments/scale deployments/status ingresses ingresses/status networkpolicies replicasets replicasets/scale replicasets/status replicationcontrollers/scale'

const ROLES: Readonly<Record<string, readonly Rule[]>> = {
  'cluster-admin': [
    { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
    { verbs: ['*'], nonResourceURLs: ['*'] },
  ],
  'system:discovery': [paths('/api', '/api/*', '/apis', '/apis/*', ...HEALTH, '/openapi', '/openapi/*')],
  'system:public-info-viewer': [paths(...HEALTH)],
  'system:basic-user': [
    rule(['create'], 'authorization.k8s.io', 'selfsubjectaccessreviews selfsubjectrulesreviews'),
    rule(['create'], 'authentication.k8s.io', 'selfsubjectreviews'),
  ],
  'system:service-account-issuer-discovery': [
    paths(
      '/.well-known/openid-configuration',
      '/.well-known/openid-configuration/',
      '/openid/v1/jwks',
      '/openid/v1/jwks/',
    ),
  ],
  'system:auth-delegator': [
    rule(['create'], 'authentication.k8s.io', 'tokenreviews'),
    rule(['create'], 'authorization.k8s.io', 'subjectaccessreviews'),
  ],
  'system:aggregate-to-admin': [
    rule(['create'], 'authorization.k8s.io', 'localsubjectaccessreviews'),
    rule(READ_WRITE, 'rbac.authorization.k8s.io', 'rolebindings roles'),
  ],
  'system:aggregate-to-edit': [
    rule(READ, '', 'pods/attach pods/exec pods/portforward pods/proxy secrets services/proxy'),
    rule(['impersonate'], '', 'serviceaccounts'),
    rule(WRITE, '', 'pods pods/attach pods/exec pods/portforward pods/proxy'),
    rule(['create'], '', 'pods/eviction'),
    rule(
      WRITE,
      '',
      'configmaps events persistentvolumeclaims replicationcontrollers replicationcontrollers/scale secrets serviceaccounts services services/proxy',
    ),
    rule(['create'], '', 'serviceaccounts/token'),
    rule(
      WRITE,
      'apps',
      'daemonsets deployments deployments/rollback deployments/scale replicasets replicasets/scale statefulsets statefulsets/scale',
    ),
    rule(WRITE, 'autoscaling', 'horizontalpodautoscalers'),
    rule(WRITE, 'batch', 'cronjobs jobs'),
    rule(
      WRITE,
      'extensions',
      'daemonsets deployments deployments/rollback deployments/scale ingresses networkpolicies replicasets replicasets/scale replicationcontrollers/scale',
    ),
    rule(WRITE, 'policy', 'poddisruptionbudgets'),
    rule(WRITE, 'networking.k8s.io', 'ingresses networkpolicies'),
    rule(READ_WRITE, 'coordination.k8s.io', 'leases'),
  ],
  'system:aggregate-to-view': [
    rule(
      READ,
      '',
      'configmaps endpoints persistentvolumeclaims persistentvolumeclaims/status pods replicationcontrollers replicationcontrollers/scale serviceaccounts services services/status',
    ),
    rule(
      READ,
      '',
      'bindings events limitranges namespaces/status pods/log pods/status replicationcontrollers/status resourcequotas resourcequotas/status',
    ),
    rule(READ, '', 'namespaces'),
    rule(READ, 'discovery.k8s.io', 'endpointslices'),
    rule(READ, 'apps', APPS),
    rule(READ, 'autoscaling', 'horizontalpodautoscalers horizontalpodautoscalers/status'),
    rule(READ, 'batch', 'cronjobs cronjobs/status jobs jobs/status'),
    rule(READ, 'extensions', EXTENSIONS),
    rule(READ, 'policy', 'poddisruptionbudgets poddisruptionbudgets/status'),
    rule(READ, 'networking.k8s.io', 'ingresses ingresses/status networkpolicies'),
  ],
}

/** Put together from others, and from what users label `rbac.authorization.k8s.io/aggregate-to-...`. */
const AGGREGATED: Readonly<Record<string, readonly string[]>> = {
  admin: ['edit', 'system:aggregate-to-admin'],
  edit: ['system:aggregate-to-edit', 'view'],
  view: ['system:aggregate-to-view'],
}

/** undefined for a role that is none of these */
export function defaultRules(name: string, read: Reader): readonly Rule[] | undefined {
  if (!Object.hasOwn(AGGREGATED, name)) return Object.hasOwn(ROLES, name) ? ROLES[name] : undefined
  const labelled = read
    .list('ClusterRole')
    .filter(({ metadata }) => metadata.labels?.[`rbac.authorization.k8s.io/aggregate-to-${name}`] === 'true')
  return [
    ...(AGGREGATED[name] ?? []).flatMap((part) => defaultRules(part, read) ?? []),
    ...labelled.flatMap(({ rules }) => rules ?? []),
  ]
}

export interface Binding {
  readonly metadata: { readonly name: string; readonly namespace?: string }
  readonly subjects?: readonly k.RbacV1Subject[]
  readonly roleRef: k.V1RoleRef
}

const bound = (role: string, groups: readonly string[], name = role): Binding => ({
  metadata: { name },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
  subjects: groups.map((group) => ({ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: group })),
})

export const DEFAULT_BINDINGS: readonly Binding[] = [
  bound('cluster-admin', [MASTERS]),
  bound('cluster-admin', ['kubeadm:cluster-admins'], 'kubeadm:cluster-admins'),
  bound('system:basic-user', [AUTHENTICATED]),
  bound('system:discovery', [AUTHENTICATED]),
  bound('system:public-info-viewer', [AUTHENTICATED, UNAUTHENTICATED]),
  bound('system:service-account-issuer-discovery', ['system:serviceaccounts']),
]
