// The names of a definition. Follows ValidateCustomResourceDefinitionNames of apiextensions/validation/validation.go, v1.36.
import { isDns1035Label } from '../../../objects/names'
import { invalid, required, type FieldError } from '../../field-errors'
import type { Names } from '../definition'

const NEEDED = ['plural', 'singular', 'kind', 'listKind'] as const

export function nameErrors(names: Partial<Names>): FieldError[] {
  const { plural = '', singular = '', kind = '', listKind = '', shortNames = [], categories = [] } = names
  return [
    ...NEEDED.filter((name) => !names[name]).map((name) => required(`spec.names.${name}`)),
    ...labelErrors('plural', plural),
    ...labelErrors('singular', singular),
    ...kindErrors('kind', kind),
    ...kindErrors('listKind', listKind),
    ...shortNames.flatMap((name, i) => labelErrors(`shortNames[${i}]`, name, true)),
    ...(kind !== '' && kind === listKind
      ? [invalid('spec.names.listKind', listKind, 'kind and listKind may not be the same')]
      : []),
    ...categories.flatMap((name, i) => labelErrors(`categories[${i}]`, name, true)),
  ]
}

function labelErrors(field: string, name: string, isNeeded = false): FieldError[] {
  if (name === '' && !isNeeded) return []
  const faults = isDns1035Label(name)
  return faults.length > 0 ? [invalid(`spec.names.${field}`, name, faults.join(','))] : []
}

function kindErrors(field: string, kind: string): FieldError[] {
  const faults = kind === '' ? [] : isDns1035Label(kind.toLowerCase())
  return faults.length > 0
    ? [invalid(`spec.names.${field}`, kind, `may have mixed case, but should otherwise match: ${faults.join(',')}`)]
    : []
}
