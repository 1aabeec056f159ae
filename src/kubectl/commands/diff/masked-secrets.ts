import { type AnyObject, isFields } from '../../objects'

const MASK = '***'

/** Two versions of a Secret, in which only whether a value changed can be seen. */
export function maskedSecrets(before: AnyObject | undefined, after: AnyObject): [AnyObject | undefined, AnyObject] {
  const [old, fresh] = [dataOf(before), dataOf(after)]
  const mask = (keys: Readonly<Record<string, unknown>>, changed: string): Record<string, string> =>
    Object.fromEntries(
      Object.keys(keys).map((key) => [key, key in old && key in fresh && old[key] !== fresh[key] ? changed : MASK]),
    )
  const withData = (object: AnyObject, data: Readonly<Record<string, unknown>>, changed: string): AnyObject =>
    'data' in object ? { ...object, data: mask(data, changed) } : object
  return [before && withData(before, old, `${MASK} (before)`), withData(after, fresh, `${MASK} (after)`)]
}

function dataOf(object: AnyObject | undefined): Readonly<Record<string, unknown>> {
  const data = object?.['data']
  return isFields(data) ? data : {}
}
