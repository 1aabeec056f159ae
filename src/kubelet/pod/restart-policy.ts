// Whether a container that has ended is started again. Follows pkg/kubelet/container ShouldContainerBeRestarted and
// pkg/api/v1/pod ContainerShouldRestart, v1.36 (with container-level policies and rules).
import type { Container, Pod } from '../../objects/kinds'
import { restartsOnExit as restartsBySpec } from '../../objects/restarts'
import { sightOf, type RuntimeStatus } from '../runtime/runtime-status'

/** What the container's own rules or policy, else the Pod's policy, say to this exit code. */
export const restartsOnExit = ({ spec }: Pod, container: Container, exitCode: number): boolean =>
  restartsBySpec(spec, container, exitCode)

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
