import type { KubeObject } from '../../objects/kube-object'
import type { Patch } from '../client'
import { isCustom } from '../custom/openapi'
import { sortedKeys } from '../custom/sorted-keys'
import type { KindDefinition } from '../kinds/kind'
import type { Submitted } from '../write/create'
import { fieldStrategy, schemaNameOf } from '../openapi/field-strategies'
import { jsonPatch } from './json-patch'
import { mergePatch } from './merge-patch'
import { strategicMergePatch } from './strategic-merge-patch'

/** The object that a patch makes of the current one. Nothing is judged yet. */
export function applyPatch(definition: KindDefinition, current: KubeObject, patch: Patch): Submitted {
  const base = isCustom(definition) ? sortedKeys(current) : current
  switch (patch.type) {
    case 'json':
      return jsonPatch(base, patch.body) as Submitted
    case 'merge':
      return mergePatch(base, patch.body) as Submitted
    case 'strategic':
      return strategicMergePatch(current, patch.body, fieldStrategy, schemaNameOf(definition)) as Submitted
  }
}
