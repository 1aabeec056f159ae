// Kinds that are questions: they are posted, answered and never kept. Follows pkg/registry/authorization and
// pkg/registry/authentication, v1.36.
import type { KindDefinition } from '../kind'

const question = (group: string, kind: string, namespaced = false): KindDefinition => ({
  kind,
  group,
  version: 'v1',
  plural: `${kind.toLowerCase()}s`,
  singular: kind.toLowerCase(),
  namespaced,
  verbs: ['create'],
})

export const reviewKinds: readonly KindDefinition[] = [
  question('authentication.k8s.io', 'SelfSubjectReview'),
  question('authentication.k8s.io', 'TokenReview'),
  question('authorization.k8s.io', 'LocalSubjectAccessReview', true),
  question('authorization.k8s.io', 'SelfSubjectAccessReview'),
  question('authorization.k8s.io', 'SelfSubjectRulesReview'),
  question('authorization.k8s.io', 'SubjectAccessReview'),
]
