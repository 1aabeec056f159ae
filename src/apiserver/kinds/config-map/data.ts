// Data of ConfigMaps and Secrets: sizes, base64, immutability. Follows pkg/apis/core/validation, v1.36.
import { dequal } from 'dequal/lite'
import { forbiddenField, type FieldError } from '../../field-errors'

export const textBytes = (text: string): number => new TextEncoder().encode(text).length

/** How many bytes the base64 text stands for. */
export function base64Bytes(text: string): number {
  const digits = text.replace(/[\s=]/g, '').length
  return Math.floor((digits * 3) / 4)
}

export function base64Of(text: string): string {
  let bytes = ''
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte)
  return btoa(bytes)
}

/** The text of the bytes; undefined when the text is no base64. */
export function textOfBase64(text: string): string | undefined {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)))
  } catch {
    return undefined
  }
}

interface Immutable {
  readonly immutable?: boolean
}

/** What says of itself that it is immutable stays as it is, and stays immutable. */
export function validateImmutableData<T extends Immutable>(
  next: T,
  previous: T,
  fields: readonly (keyof T & string)[],
): FieldError[] {
  if (previous.immutable !== true) return []
  const words = 'field is immutable when `immutable` is set'
  return [
    ...(next.immutable === true ? [] : [forbiddenField('immutable', words)]),
    ...fields.filter((name) => !dequal(next[name], previous[name])).map((name) => forbiddenField(name, words)),
  ]
}
