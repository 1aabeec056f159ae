// How custom resources are prepared and judged. Follows apiextensions-apiserver/pkg/registry/customresource
// (strategy.go, status_strategy.go, validator.go), v1.36.
import type { KubeObject } from '../../objects/kube-object'
import { isQualifiedName } from '../../objects/names'
import { invalid, invalidObject, type FieldError } from '../field-errors'
import type { KindDefinition } from '../kinds/kind'
import { failure } from '../status'
import type { ScaleSubresource } from './definition'
import { embeddedErrors } from './embedded'
import { listTypeErrors } from './list-types'
import { scaleSpecErrors, scaleStatusErrors } from './scale'
import { type JsonSchema } from './schema'
import { schemaErrors } from './validate'

export interface Judged {
  readonly kind: string
  readonly apiVersion: string
  readonly schema: JsonSchema
  readonly hasStatus: boolean
  readonly scale: ScaleSubresource | undefined
}

type Strategy = Pick<
  KindDefinition,
  | 'prepareForCreate'
  | 'prepareForUpdate'
  | 'prepareForStatusUpdate'
  | 'validateCreate'
  | 'validateUpdate'
  | 'validateStatusUpdate'
  | 'warnings'
>

type WithStatus = KubeObject & { readonly status?: unknown }

export function withoutStatus<T extends object>(object: T): object {
  const { status: _, ...rest } = object as T & { status?: unknown }
  return rest
}

export function strategyOf(judged: Judged): Strategy {
  const { schema, hasStatus, scale } = judged
  const rules = (object: KubeObject): FieldError[] => [
    ...scaleSpecErrors(object, scale),
    ...scaleStatusErrors(object, scale),
  ]
  return {
    prepareForCreate: (object) => (hasStatus ? (withoutStatus(object) as KubeObject) : object),
    prepareForUpdate: (next) =>
      (next as WithStatus).status === undefined ? (withoutStatus(next) as KubeObject) : next,
    prepareForStatusUpdate: withStatusOf,
    validateCreate: (object) => {
      refuseOtherHead(object, judged)
      return [
        ...schemaErrors(object, schema),
        ...rules(object),
        ...embeddedErrors(object, schema),
        ...listTypeErrors(object, schema),
      ]
    },
    validateUpdate: (next, previous) => {
      refuseOtherHead(next, judged)
      const lists = listTypeErrors(previous, schema).length === 0 ? listTypeErrors(next, schema) : []
      return [
        ...schemaErrors(next, schema, '', { value: previous }),
        ...rules(next),
        ...embeddedErrors(next, schema),
        ...lists,
      ]
    },
    validateStatusUpdate: (next, previous) => statusErrors(next, previous, judged),
    warnings: finalizerWarnings,
  }
}

/** A write of the status changes the status alone. */
function withStatusOf(next: WithStatus, previous: WithStatus): KubeObject {
  const { managedFields } = next.metadata
  const metadata =
    managedFields === previous.metadata.managedFields ? previous.metadata : { ...previous.metadata, managedFields }
  const whole = { ...(withoutStatus(previous) as KubeObject), metadata } as WithStatus
  return next.status === undefined ? whole : ({ ...whole, status: next.status } as KubeObject)
}

function statusErrors(next: WithStatus, previous: WithStatus, { schema, scale }: Judged): FieldError[] {
  const { status: below } = schema.properties ?? {}
  const before = previous.status === undefined ? undefined : { value: previous.status }
  const lists = listTypeErrors(previous, schema).length === 0 ? listTypeErrors(next, schema) : []
  return [
    ...(below && next.status !== undefined ? schemaErrors(next.status, below, 'status', before) : []),
    ...scaleStatusErrors(next, scale),
    ...lists,
  ]
}

/** Another kind than its own: the refusal speaks of what the object says that it is. Nothing else is looked at. */
function refuseOtherHead(object: KubeObject, { kind, apiVersion }: Judged): void {
  const { kind: givenKind = '', apiVersion: givenVersion = '' } = object as { kind?: string; apiVersion?: string }
  if (givenKind === kind && givenVersion === apiVersion) return
  const missing = givenKind === '' ? 'Kind' : givenVersion === '' ? 'apiVersion' : undefined
  if (missing)
    throw internal(
      `Object '${missing}' is missing in 'object has no ${missing.toLowerCase() === 'kind' ? 'kind' : missing} field'`,
    )
  const errors = [
    ...(givenKind === kind ? [] : [invalid('kind', givenKind, `must be ${kind}`)]),
    ...(givenVersion === apiVersion ? [] : [invalid('apiVersion', givenVersion, `must be ${apiVersion}`)]),
  ]
  const group = givenVersion.includes('/') ? givenVersion.slice(0, givenVersion.indexOf('/')) : ''
  throw invalidObject({ group, kind: givenKind }, object.metadata.name, errors)
}

const internal = (message: string) =>
  failure(500, 'InternalError', `Internal error occurred: ${message}`, { causes: [{ message }] })

const STANDARD_FINALIZERS = ['orphan', 'foregroundDeletion', 'kubernetes']

function finalizerWarnings(object: KubeObject, previous?: KubeObject): string[] {
  const known = previous?.metadata.finalizers ?? []
  const added = [...new Set(object.metadata.finalizers ?? [])].filter((each) => !known.includes(each)).sort()
  return added.flatMap((name) => {
    const at = `metadata.finalizers: ${JSON.stringify(name)}`
    const hint = name.includes('.') ? ' including a path (/)' : ''
    return [
      ...isQualifiedName(name).map((fault) => `${at}: ${fault}`),
      ...(name.includes('/') || STANDARD_FINALIZERS.includes(name)
        ? []
        : [
            `${at}: prefer a domain-qualified finalizer name${hint} to avoid accidental conflicts with other finalizer writers`,
          ]),
    ]
  })
}
