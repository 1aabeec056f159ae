// Follows pkg/controller/job/pod_failure_policy.go, v1.36.
import type * as k from '../../objects/generated/kubernetes'
import type { Pod } from '../../objects/kinds'

export interface FailureMatch {
  /** why the whole Job fails, when a FailJob rule matched */
  readonly failJobMessage?: string
  /** whether the failure counts towards backoffLimit */
  readonly counts: boolean
  readonly action?: 'Ignore' | 'Count' | 'FailJob' | 'FailIndex'
}

const COUNTED: FailureMatch = { counts: true }

/** The first rule that matches decides; without one the failure counts. */
export function matchPodFailurePolicy(
  policy: k.V1PodFailurePolicy | undefined,
  pod: Pod,
  perIndex = true,
): FailureMatch {
  for (const [index, rule] of (policy?.rules ?? []).entries()) {
    const message = rule.onExitCodes ? exitCodeMessage(pod, rule, index) : conditionMessage(pod, rule, index)
    if (message === undefined) continue
    switch (rule.action) {
      case 'Ignore':
        return { counts: false, action: 'Ignore' }
      case 'Count':
        return { counts: true, action: 'Count' }
      case 'FailIndex':
        if (perIndex) return { counts: true, action: 'FailIndex' }
        break
      case 'FailJob':
        return { counts: true, action: 'FailJob', failJobMessage: message }
    }
  }
  return COUNTED
}

function exitCodeMessage(pod: Pod, rule: k.V1PodFailurePolicyRule, index: number): string | undefined {
  const statuses = [...(pod.status.containerStatuses ?? []), ...(pod.status.initContainerStatuses ?? [])]
  const found = statuses.find((status) => matchesExitCode(status, rule.onExitCodes))
  if (!found) return undefined
  const { namespace, name } = pod.metadata
  return `Container ${found.name} for pod ${namespace}/${name} failed with exit code ${found.state?.terminated?.exitCode} matching ${rule.action} rule at index ${index}`
}

function matchesExitCode(
  status: k.V1ContainerStatus,
  requirement: k.V1PodFailurePolicyOnExitCodesRequirement | undefined,
): boolean {
  const code = status.state?.terminated?.exitCode
  if (!requirement || code === undefined || code === 0) return false
  if (requirement.containerName !== undefined && requirement.containerName !== status.name) return false
  const { operator, values } = requirement
  return (operator === 'In' && values.includes(code)) || (operator === 'NotIn' && !values.includes(code))
}

function conditionMessage(pod: Pod, rule: k.V1PodFailurePolicyRule, index: number): string | undefined {
  const found = (pod.status.conditions ?? []).find((condition) =>
    (rule.onPodConditions ?? []).some(
      ({ type, status }) => condition.type === type && condition.status === (status ?? 'True'),
    ),
  )
  return (
    found &&
    `Pod ${pod.metadata.namespace}/${pod.metadata.name} has condition ${found.type} matching ${rule.action} rule at index ${index}`
  )
}
