// Names that become a part of a path. Follows apimachinery/pkg/api/validation/path, v1.36.
import { invalid, type FieldError } from '../field-errors'

const NAMES = ['.', '..']
const PARTS = ['/', '%']

export function isPathSegment(name: string): string[] {
  if (NAMES.includes(name)) return [`may not be '${name}'`]
  return PARTS.filter((part) => name.includes(part)).map((part) => `may not contain '${part}'`)
}

export const validatePathSegment = (name: string, field: string): FieldError[] =>
  isPathSegment(name).map((message) => invalid(field, name, message))
