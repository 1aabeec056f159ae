// Follows apimachinery/pkg/fields/selector.go, v1.36.
import type { KubeObject } from '../../objects/kube-object'
import { isCustom } from '../custom/openapi'
import type { KindDefinition } from '../kinds/kind'
import { badRequest } from '../status'

interface Term {
  readonly field: string
  readonly equal: boolean
  readonly value: string
}

export type FieldSelector = readonly Term[]

const TERM = /^(.*?)(!=|==|=)(.*)$/

/** `status.phase=Running,spec.nodeName!=k8s-node01`; throws BadRequest for what cannot be read or asked. */
export function parseFieldSelector(text: string | undefined, definition: KindDefinition): FieldSelector {
  if (!text) return []
  return text
    .split(',')
    .filter((part) => part !== '')
    .map((part) => {
      const [, field, operator, value] = TERM.exec(part) ?? []
      if (field === undefined || operator === undefined)
        throw badRequest(`invalid selector: '${text}'; can't understand '${part}'`)
      if (field !== 'metadata.name' && field !== 'metadata.namespace' && !definition.fields?.[field])
        throw badRequest(unsupported(definition, field))
      return { field, equal: operator !== '!=', value: value ?? '' }
    })
}

/** Kinds of the core group with a conversion of their own, and custom resources, say it in one way; the others know their metadata only. */
const WITH_CONVERSION: readonly string[] = [
  'Pod',
  'Node',
  'ReplicationController',
  'Event',
  'Namespace',
  'Secret',
  'Service',
]

/** Follows pkg/apis/{core,batch}/v1/conversion.go and apimachinery/pkg/runtime/conversion.go. */
function unsupported(definition: KindDefinition, field: string): string {
  if (WITH_CONVERSION.includes(definition.kind) || isCustom(definition)) return `field label not supported: ${field}`
  if (definition.kind === 'Job') return `field label ${JSON.stringify(field)} not supported for batchv1.Job`
  return `${JSON.stringify(field)} is not a known field selector: only "metadata.name", "metadata.namespace"`
}

export function matchesFields(selector: FieldSelector, definition: KindDefinition, object: KubeObject): boolean {
  return selector.every(({ field, equal, value }) => (valueOf(definition, object, field) === value) === equal)
}

function valueOf(definition: KindDefinition, object: KubeObject, field: string): string {
  if (field === 'metadata.name') return object.metadata.name
  if (field === 'metadata.namespace') return object.metadata.namespace ?? ''
  return definition.fields?.[field]?.(object) ?? ''
}
