// Columns that the kinds with a Pod template share. Follows pkg/printers/internalversion/printers.go, v1.36.
import type { KubeObject } from '../../objects/kube-object'
import type { LabelSelector, PodSpec } from '../../objects/kinds'
import { labelSelectorText } from '../../objects/selector-text'
import type { CellValue, Column } from './kind'
import { ageColumn, nameColumn } from './name-and-age'

interface Workload {
  spec: PodSpec | undefined
  selector?: LabelSelector | undefined
}

const NO_WORDS: readonly never[] = []

/** CONTAINERS and IMAGES, and SELECTOR where the kind has one: shown with `-o wide`. */
export function wideColumns<T extends KubeObject>(
  workloadOf: (object: T) => Workload,
  { selector = true } = {},
): Column<T>[] {
  const containers = (object: T) => workloadOf(object).spec?.containers ?? NO_WORDS
  const columns: Column<T>[] = [
    {
      name: 'Containers',
      type: 'string',
      priority: 1,
      value: (object) =>
        containers(object)
          .map(({ name }) => name)
          .join(','),
    },
    {
      name: 'Images',
      type: 'string',
      priority: 1,
      value: (object) =>
        containers(object)
          .map(({ image }) => image ?? '')
          .join(','),
    },
  ]
  if (!selector) return columns
  return [
    ...columns,
    {
      name: 'Selector',
      type: 'string',
      priority: 1,
      value: (object) => labelSelectorText(workloadOf(object).selector),
    },
  ]
}

export const textColumn = <T>(
  name: string,
  value: (object: T, now: number) => string,
  description?: string,
): Column<T> => ({
  name,
  type: 'string',
  ...(description ? { description } : {}),
  value,
})
export const numberColumn = <T>(name: string, value: (object: T) => CellValue): Column<T> => ({
  name,
  type: 'integer',
  value,
})

/** NAME first, AGE last, the kind's own between. */
export const between = <T extends KubeObject>(
  own: readonly Column<T>[],
  wide: readonly Column<T>[] = [],
): Column<T>[] => [nameColumn, ...own, ageColumn, ...wide]
