// Follows ValidateMatchLabelKeysAndMismatchLabelKeys of pkg/apis/core/validation, v1.36.
import type { LabelSelector } from '../../../objects/kinds'
import { forbiddenField, invalid, type FieldError } from '../../field-errors'
import { each } from '../field-checks'
import { validateLabelName } from '../metadata/labels'

/** Keys whose values a Pod's own labels give; the server adds them to the selector. */
export interface LabelKeys {
  readonly matchLabelKeys?: string[]
  readonly mismatchLabelKeys?: string[]
  readonly labelSelector?: LabelSelector
}

export function validateLabelKeys(keys: LabelKeys, field: string): FieldError[] {
  const { matchLabelKeys, mismatchLabelKeys, labelSelector } = keys
  return [
    ...validateKeys(matchLabelKeys, labelSelector, `${field}.matchLabelKeys`),
    ...validateKeys(mismatchLabelKeys, labelSelector, `${field}.mismatchLabelKeys`),
    ...validateNotSelected(keys, field),
    ...each(matchLabelKeys, `${field}.matchLabelKeys`, (key, at) =>
      mismatchLabelKeys?.includes(key) ? [invalid(at, key, 'exists in both matchLabelKeys and mismatchLabelKeys')] : [],
    ),
  ]
}

function validateKeys(keys: string[] | undefined, selector: LabelSelector | undefined, field: string): FieldError[] {
  if (!keys?.length) return []
  if (selector === undefined) return [forbiddenField(field, 'must not be specified when labelSelector is not set')]
  return each(keys, field, (key, at) => validateLabelName(key, at))
}

/**
 * A Pod's selector has got a requirement of every such key by now, at its end: a second one of the same key was the
 * client's. The field lacks the name of the list: so it is upstream.
 */
function validateNotSelected({ matchLabelKeys = [], labelSelector }: LabelKeys, field: string): FieldError[] {
  const selected = new Set(Object.keys(labelSelector?.matchLabels ?? {}))
  return (labelSelector?.matchExpressions ?? []).flatMap(({ key }) => {
    const index = matchLabelKeys.lastIndexOf(key)
    const repeated = index >= 0 && selected.has(key)
    selected.add(key)
    return repeated ? [invalid(`${field}[${index}]`, key, 'exists in both matchLabelKeys and labelSelector')] : []
  })
}
