// Who may do what: the caller is the administrator, who may do everything. Follows pkg/registry/authorization, v1.36.
import { readMap } from '../body'
import type { ApiResponse } from '../request'
import type { Handling } from '../write-verbs'

const EVERYTHING = {
  resourceRules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }],
  nonResourceRules: [{ verbs: ['*'], nonResourceURLs: ['*'] }],
  incomplete: false,
}
const ADMINISTRATOR = { username: 'kubernetes-admin', groups: ['kubeadm:cluster-admins', 'system:authenticated'] }

export function reviewAnswer({ path: { definition, group, version }, request }: Handling): ApiResponse {
  const { spec } = readMap(request) as { spec?: { resourceAttributes?: object; nonResourceAttributes?: object } }
  const { kind } = definition
  return { status: 201, body: { kind, apiVersion: `${group}/${version}`, metadata: {}, ...(spec ? { spec } : {}), status: statusOf(kind) } }
}

function statusOf(kind: string): object {
  if (kind === 'SelfSubjectRulesReview') return EVERYTHING
  return kind === 'SelfSubjectReview' ? { userInfo: ADMINISTRATOR } : { allowed: true }
}
