// Follows pkg/api/node/util.go, v1.36.
import type * as k from '../../../objects/generated/kubernetes'
import { isLabelValue } from '../../../objects/names'

const DEPRECATED_NODE_LABELS: Readonly<Record<string, string>> = {
  'beta.kubernetes.io/arch': 'deprecated since v1.14; use "kubernetes.io/arch" instead',
  'beta.kubernetes.io/os': 'deprecated since v1.14; use "kubernetes.io/os" instead',
  'failure-domain.beta.kubernetes.io/region': 'deprecated since v1.17; use "topology.kubernetes.io/region" instead',
  'failure-domain.beta.kubernetes.io/zone': 'deprecated since v1.17; use "topology.kubernetes.io/zone" instead',
  'beta.kubernetes.io/instance-type': 'deprecated since v1.17; use "node.kubernetes.io/instance-type" instead',
  'app.kubernetes.io/created-by': 'deprecated since v1.9',
  'scheduler.alpha.kubernetes.io/preferAvoidPods': 'deprecated since v1.22; use Taints and Tolerations instead',
  'node-role.kubernetes.io/master': 'use "node-role.kubernetes.io/control-plane" instead',
}

/** What to say of a deprecated node label; undefined for any other. */
export const nodeLabelDeprecation = (label: string): string | undefined =>
  Object.hasOwn(DEPRECATED_NODE_LABELS, label) ? DEPRECATED_NODE_LABELS[label] : undefined

/** A requirement's key that is deprecated. */
export function nodeLabelWarning(label: string, field: string): string[] {
  const words = nodeLabelDeprecation(label)
  return words === undefined ? [] : [`${field}: ${label} is ${words}`]
}

/** Keys of a plain selector, where the field names the label; in the order of the keys, which upstream leaves to chance. */
export const nodeSelectorWarnings = (
  selector: Readonly<Record<string, string>> | undefined,
  fieldOf: (label: string) => string,
): string[] =>
  Object.keys(selector ?? {})
    .sort()
    .flatMap((label) => {
      const words = nodeLabelDeprecation(label)
      return words === undefined ? [] : [`${fieldOf(label)}: ${words}`]
    })

/** checkValues: of preferences only, where values that no node can have were never refused. */
export const nodeTermWarnings = (
  term: k.V1NodeSelectorTerm | undefined,
  field: string,
  checkValues = false,
): string[] =>
  (term?.matchExpressions ?? []).flatMap(({ key, values }, index) => [
    ...nodeLabelWarning(key, `${field}.matchExpressions[${index}].key`),
    ...(checkValues
      ? (values ?? []).flatMap((value, place) =>
          isLabelValue(value).map(
            (message) => `${field}.matchExpressions[${index}].values[${place}]: ${value} is invalid, ${message}`,
          ),
        )
      : []),
  ])
