// Whether a container that has ended is started again. Follows pkg/kubelet/container ShouldContainerBeRestarted and
// pkg/api/v1/pod ContainerShouldRestart, v1.36 (with container-level policies and rules).
import type { Container, Pod } from '../../objects/kinds'
import { sightOf, type RuntimeStatus } from '../runtime/runtime-status'

const isIn = (operator: string | undefined, values: readonly number[], exitCode: number): boolean =>
  operator === 'NotIn' ? !values.includes(exitCode) : values.includes(exitCode)

/** The first of the container's rules that fits an exit code. */
export const matchingRule = (
  { restartPolicyRules }: Container,
  exitCode: number,
): NonNullable<Container['restartPolicyRules']>[number] | undefined =>
  restartPolicyRules?.find(({ exitCodes }) => exitCodes && isIn(exitCodes.operator, exitCodes.values ?? [], exitCode))

/** What the container's own rules or policy, else the Pod's policy, say to this exit code. */
export function restartsOnExit(pod: Pod, container: Container, exitCode: number): boolean {
  if (container.restartPolicy) {
    if (matchingRule(container, exitCode)?.action === 'Restart') return true
    return byPolicy(container.restartPolicy, exitCode)
  }
  return byPolicy(pod.spec.restartPolicy ?? 'Always', exitCode)
}

const byPolicy = (policy: string, exitCode: number): boolean =>
  policy === 'Always' || (policy === 'OnFailure' && exitCode !== 0)

/** A container that was never created is to be started; a running one is not. */
export function shouldBeRestarted(pod: Pod, container: Container, status: RuntimeStatus): boolean {
  if (pod.metadata.deletionTimestamp !== undefined) return false
  const sight = sightOf(status, container.name)
  if (!sight || sight.state === 'created') return true
  if (sight.state === 'running') return false
  return restartsOnExit(pod, container, sight.exitCode)
}

/** A failed init container is tried again unless the policy is Never. */
export const restartsOnFailure = (pod: Pod, container: Container): boolean =>
  (container.restartPolicy ?? pod.spec.restartPolicy) !== 'Never'
