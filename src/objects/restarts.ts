// Follows ContainerShouldRestart of pkg/api/v1/pod, v1.36.
import type { Container, PodSpec } from './kinds'

const isIn = (operator: string | undefined, values: readonly number[], exitCode: number): boolean =>
  operator === 'NotIn' ? !values.includes(exitCode) : values.includes(exitCode)

/** The first of the container's rules that fits an exit code. */
export const matchingRule = (
  { restartPolicyRules }: Container,
  exitCode: number,
): NonNullable<Container['restartPolicyRules']>[number] | undefined =>
  restartPolicyRules?.find(({ exitCodes }) => exitCodes && isIn(exitCodes.operator, exitCodes.values ?? [], exitCode))

const byPolicy = (policy: string, exitCode: number): boolean =>
  policy === 'Always' || (policy === 'OnFailure' && exitCode !== 0)

/** What the container's own rules or policy, else the Pod's policy, say to this exit code. */
export function restartsOnExit(spec: PodSpec, container: Container, exitCode: number): boolean {
  if (!container.restartPolicy) return byPolicy(spec.restartPolicy ?? 'Always', exitCode)
  return matchingRule(container, exitCode)?.action === 'Restart' || byPolicy(container.restartPolicy, exitCode)
}
