// Updates of a Pod through its subresources: what of the wanted Pod is taken, and how that is judged.
// Follows pkg/registry/core/pod/strategy.go (dropNonEphemeralContainerUpdates) and pkg/apis/core/validation
// (ValidatePodEphemeralContainersUpdate), v1.36.
import { dequal } from 'dequal/lite'
import type { Pod } from '../../../objects/kinds'
import { forbiddenField, type FieldError } from '../../field-errors'
import { changed } from '../filled'
import { internalDiff } from '../internal-diff'
import type { SubresourceUpdate } from '../kind'
import { resize } from './resize'
import { MIRROR } from '../pod-template/validate-annotations'

const isStatic = ({ metadata }: Pod): boolean => metadata.annotations?.[MIRROR] !== undefined

type Ephemeral = NonNullable<Pod['spec']['ephemeralContainers']>[number]

const EPHEMERAL = 'spec.ephemeralContainers'

function validateEphemeral(next: Pod, previous: Pod): FieldError[] {
  if (isStatic(previous)) return [forbiddenField('', 'static pods do not support ephemeral containers')]
  const known = new Map((next.spec.ephemeralContainers ?? []).map((container) => [container.name, container]))
  return (previous.spec.ephemeralContainers ?? []).flatMap((old: Ephemeral) => {
    const container = known.get(old.name)
    if (!container)
      return [forbiddenField(EPHEMERAL, `existing ephemeral containers "${old.name}" may not be removed\n`)]
    return dequal(container, old)
      ? []
      : [
          forbiddenField(
            EPHEMERAL,
            `existing ephemeral containers "${old.name}" may not be changed\n${internalDiff('Container', old, container)}`,
          ),
        ]
  })
}

const ephemeralContainers: SubresourceUpdate<Pod> = {
  take: (next, previous) => {
    const { ephemeralContainers: wanted } = next.spec
    return { ...previous, spec: changed(previous.spec, { ephemeralContainers: wanted }) }
  },
  validate: validateEphemeral,
}

export const podUpdates = { ephemeralcontainers: ephemeralContainers, resize }
