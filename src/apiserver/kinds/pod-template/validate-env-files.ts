// Follows validateFileKeyRefVolumes of pkg/apis/core/validation, v1.36.
import type { PodSpec } from '../../../objects/kinds'
import { invalid, notFoundField, type FieldError } from '../../field-errors'
import { each } from '../field-checks'
import { containersWithFields } from './visit-containers'

const NOT_EMPTY_DIR = 'referenced volume must be of type emptyDir'

/** Environment variables come from files of emptyDir volumes only. */
export function validateEnvFiles(spec: PodSpec, field: string): FieldError[] {
  const volumes = new Map((spec.volumes ?? []).map((volume) => [volume.name, volume]))
  return containersWithFields(spec, field).flatMap(([{ env }, at]) =>
    each(env, `${at}.env`, ({ valueFrom }, envAt) => {
      const name = valueFrom?.fileKeyRef?.volumeName
      if (name === undefined) return []
      const volume = volumes.get(name)
      const about = `${envAt}.valueFrom.fileKeyRef.volumeName`
      if (!volume) return [notFoundField(about, name)]
      return volume.emptyDir ? [] : [invalid(about, name, NOT_EMPTY_DIR)]
    }),
  )
}
