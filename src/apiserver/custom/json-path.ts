// The simple JSONPath of printer columns and of the scale subresource: `.spec.replicas`,
// `.status.conditions[?(@.type=="Ready")].status`. Follows client-go/util/jsonpath, as far as apiextensions allows it.
import { isFields } from './schema'

const STEP = /\.([\w-]+)|\[['"]([^'"]+)['"]\]|\[(\d+)\]|\[\?\(@\.([\w.-]+)\s*==\s*['"]([^'"]*)['"]\)\]|\[\*\]/y

type Step = (values: readonly unknown[]) => unknown[]

/** undefined for a path that is none of these. */
export function parsePath(path: string): ((object: unknown) => unknown) | undefined {
  const steps: Step[] = []
  const text = path.replaceAll('\\.', '\u0000')
  STEP.lastIndex = 0
  while (STEP.lastIndex < text.length) {
    const found = STEP.exec(text)
    if (!found) return undefined
    steps.push(stepOf(found))
  }
  return (object) => steps.reduce<readonly unknown[]>((values, step) => step(values), [object])[0]
}

function stepOf([, name, quoted, index, key, wanted]: RegExpExecArray): Step {
  const field = (name ?? quoted)?.replaceAll('\u0000', '.')
  if (field !== undefined) return (values) => values.flatMap((value) => member(value, field))
  if (index !== undefined)
    return (values) => values.flatMap((value) => items(value).slice(Number(index), Number(index) + 1))
  if (key === undefined) return (values) => values.flatMap(items)
  return (values) =>
    values.flatMap((value) =>
      items(value).filter(
        (item) => key.split('.').reduce<unknown>((each, part) => member(each, part)[0], item) === wanted,
      ),
    )
}

const member = (value: unknown, field: string): unknown[] =>
  isFields(value) && Object.hasOwn(value, field) ? [value[field]] : []
const items = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
