// One pass over a body: where it is, what it found. Follows sigs.k8s.io/json and encoding/json.

import { placeOf } from './fractions'

/** Strict errors beyond this are not told, as upstream bounds them. */
const STRICT_ERRORS_MAX = 100

/** The walk of one decoding: mutable, made anew for every body. */
export class Walk {
  /** names of fields and indexes of lists, from the root */
  private readonly path: (string | number)[] = []
  /** the structs around, innermost last */
  private readonly structs: string[] = []
  readonly unknown: string[] = []
  fault: string | undefined

  /**
   * @param fractions how whole numbers were written that were not written as such, by their places; see fractions.ts
   * @param converts whether the value is no text of JSON but what a strategic merge made, which another reader of Go's reads
   */
  constructor(
    private readonly fractions?: ReadonlyMap<string, string>,
    readonly converts = false,
  ) {}

  /** `1e2`, for a number that is whole and was not written so; undefined for all others */
  writtenAsFraction(): string | undefined {
    return this.fractions?.get(placeOf(this.path))
  }

  enter(step: string | number): void {
    this.path.push(step)
  }
  leave(): void {
    this.path.pop()
  }
  enterStruct(name: string): void {
    this.structs.push(name)
  }
  leaveStruct(): void {
    this.structs.pop()
  }

  noteUnknown(field: string): void {
    if (this.unknown.length < STRICT_ERRORS_MAX)
      this.unknown.push(`unknown field ${JSON.stringify(this.pathText(field))}`)
  }

  /**
   * `cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32`
   * @param kind Go's kind of the type; `text` for types that read themselves
   */
  wrongType(value: unknown, goType: string, kind: GoKind): undefined {
    if (this.converts && kind !== 'text') return this.fail(unconvertible(value, goType, kind))
    const fields = this.path.filter((step) => typeof step === 'string')
    const struct = this.structs[this.structs.length - 1]
    const place =
      struct && fields.length && !this.converts ? `Go struct field ${struct}.${fields.join('.')}` : 'Go value'
    return this.fail(
      `json: cannot unmarshal ${jsonWord(value, goType, this.writtenAsFraction())} into ${place} of type ${goType}`,
    )
  }

  fail(message: string): undefined {
    this.fault ??= message
    return undefined
  }

  private pathText(field: string): string {
    let text = ''
    for (const step of [...this.path, field]) {
      if (typeof step === 'number') text += `[${step}]`
      else text += text ? `.${step}` : step
    }
    return text
  }
}

export type GoKind = 'struct' | 'map' | 'slice' | 'string' | 'bool' | 'int32' | 'int64' | 'float64' | 'text'

/** The words of apimachinery/pkg/runtime/converter.go. */
function unconvertible(value: unknown, goType: string, kind: GoKind): string {
  const given = kindOf(value)
  if (kind === 'struct') return `cannot restore struct from: ${given}`
  if (kind === 'map' || kind === 'slice') return `cannot restore ${kind} from ${given}`
  const isConvertible = kind === 'string' ? given === 'int64' : typeof value === 'number' && kind !== 'bool'
  return isConvertible ? `cannot convert ${given} to ${goType}` : `unrecognized type: ${kind}`
}

function kindOf(value: unknown): string {
  if (typeof value === 'string') return 'string'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64'
  return Array.isArray(value) ? 'slice' : 'map'
}

/** Go's word for a JSON value: a number that does not fit is named, otherwise it is only "number". */
function jsonWord(value: unknown, goType: string, written?: string): string {
  if (typeof value === 'string') return 'string'
  if (typeof value === 'boolean') return 'bool'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return /^(u?int|float)/.test(goType) ? `number ${written ?? value}` : 'number'
  return 'object'
}
