// What the client's apply owned goes to the server's apply, so that a field left out of the next manifest is taken out of the object.
// Follows client-go/util/csaupgrade, v1.36.
import { type AnyObject, type Fields, isFields, listAt, textAt, valueAt } from '../../objects'
import { LAST_APPLIED } from './last-applied'

/** Whether an entry of managedFields names the annotation of the client's apply. */
export const ownsAnnotation = (entry: unknown, operation: 'Apply' | 'Update'): boolean =>
  textAt(entry, 'operation') === operation &&
  isFields(valueAt(entry, 'fieldsV1', 'f:metadata', 'f:annotations', `f:${LAST_APPLIED}`))

/** The patch that hands them over; undefined when there is nothing to hand over. */
export function handOver(object: AnyObject, manager: string): readonly object[] | undefined {
  const entries = listAt(object, 'metadata', 'managedFields').filter(isFields)
  // Whatever it calls itself: who wrote the annotation has applied as a client.
  const appliers = entries.filter((entry) => ownsAnnotation(entry, 'Update')).map((entry) => textAt(entry, 'manager'))
  const old = entries.filter(
    (entry) =>
      appliers.includes(textAt(entry, 'manager')) &&
      textAt(entry, 'operation') === 'Update' &&
      textAt(entry, 'subresource') === '',
  )
  const [first] = old
  if (!first) return undefined
  const taker =
    entries.find((entry) => textAt(entry, 'manager') === manager && textAt(entry, 'operation') === 'Apply') ?? first
  const owned = old.reduce<unknown>((fields, entry) => united(fields, entry['fieldsV1']), taker['fieldsV1'])
  const value = entries
    .filter((entry) => entry === taker || !old.includes(entry))
    .map((entry) => (entry === taker ? { ...entry, manager, operation: 'Apply', fieldsV1: owned } : entry))
  return [
    { op: 'replace', path: '/metadata/managedFields', value },
    { op: 'replace', path: '/metadata/resourceVersion', value: object.metadata.resourceVersion },
  ]
}

/** Fields that either of two owns. */
function united(a: unknown, b: unknown): Fields {
  const [first, second] = [isFields(a) ? a : {}, isFields(b) ? b : {}]
  return Object.fromEntries(
    [...new Set([...Object.keys(first), ...Object.keys(second)])].map((key) => [key, united(first[key], second[key])]),
  )
}
