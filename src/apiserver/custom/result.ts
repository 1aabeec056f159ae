// The outcome of checking a value against a schema: what is wrong, and how many checks were made, by which alternatives are compared.
// Follows kube-openapi/pkg/validation/{errors,validate/result.go} as apiextensions-apiserver/pkg/apiserver/validation hands them on, v1.36.
import { invalid, notSupported, required, tooLong, tooMany, typeInvalid, type FieldError } from '../field-errors'

export interface Fault {
  /** '' for a fault that names no field */
  readonly path: string
  readonly text: string
  readonly error: (field: string) => FieldError
}

export class Result {
  readonly faults: Fault[] = []
  matches = 0

  /** The same words are said once. */
  add(...faults: readonly Fault[]): this {
    for (const fault of faults) if (!this.faults.some(({ text }) => text === fault.text)) this.faults.push(fault)
    return this
  }

  merge(other: Result): this {
    this.add(...other.faults)
    this.matches += other.matches
    return this
  }

  get isValid(): boolean {
    return this.faults.length === 0
  }
}

/** Of a field: `spec.size in body should be ...` */
export const said = (path: string, value: unknown, words: string): Fault => {
  const text = `${path} in body ${words}`
  return { path, text, error: (field) => invalid(field, value, text) }
}

/** Of the whole object, though the words may name a field. */
export const plain = (text: string): Fault => ({ path: '', text, error: (field) => invalid(field, '', text) })

export const wrongType = (path: string, wanted: string, given: string): Fault => {
  const text = `${path} in body must be of type ${wanted}: ${JSON.stringify(given)}`
  return { path, text, error: (field) => typeInvalid(field, given, text) }
}

export const missing = (path: string): Fault => ({
  path,
  text: `${path} in body is required`,
  error: (field) => required(field),
})

export const notOneOf = (path: string, value: unknown, allowed: readonly unknown[]): Fault => {
  const texts = allowed.map((each) => (typeof each === 'string' ? each : JSON.stringify(each)))
  return {
    path,
    text: `${path} in body should be one of [${texts.join(' ')}]`,
    error: (field) => notSupported(field, value, texts),
  }
}

export const longerThan = (path: string, max: number): Fault => ({
  path,
  text: `${path} in body should be at most ${max} chars long`,
  error: (field) => tooLong(field, max),
})

export const moreThan = (path: string, actual: number, max: number, what: 'items' | 'properties'): Fault => ({
  path,
  text: `${path} in body should have at most ${max} ${what}`,
  error: (field) => tooMany(field, actual, max),
})
