// Follows VisitContainersWithPath of pkg/api/pod, v1.36.
import type { Container, PodSpec } from '../../../objects/kinds'

/** All containers of a Pod in upstream's order, each with its field: `spec.initContainers[0]`. */
export function containersWithFields(spec: PodSpec, field: string): [container: Container, field: string][] {
  return (['initContainers', 'containers', 'ephemeralContainers'] as const).flatMap((list) =>
    (spec[list] ?? []).map((container, index): [Container, string] => [container, `${field}.${list}[${index}]`]),
  )
}
