// Follows pkg/registry/core/namespace, v1.36.
import type { Namespace } from '../../../objects/kinds'
import { isDns1123Label } from '../../../objects/names'
import { invalid, type FieldError } from '../../field-errors'
import { changed, withoutZeros } from '../filled'
import type { Column, KindDefinition } from '../kind'
import { ageColumn, nameColumn } from '../name-and-age'
import { validateFinalizers, validateKubeFinalizer } from '../metadata'

const NAME_LABEL = 'kubernetes.io/metadata.name'
const FINALIZER = 'kubernetes'

const namespaceColumns: readonly Column<Namespace>[] = [
  nameColumn,
  {
    name: 'Status',
    type: 'string',
    description: 'The status of the namespace',
    value: ({ status }) => status.phase ?? '',
  },
  ageColumn,
]

export const namespaceKind: KindDefinition<Namespace> = {
  kind: 'Namespace',
  group: '',
  version: 'v1',
  plural: 'namespaces',
  singular: 'namespace',
  shortNames: ['ns'],
  namespaced: false,
  hasStatus: true,
  subresources: ['finalize'],
  verbs: ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'],
  defaults: withNameLabel,
  prepareForCreate: (namespace) => ({ ...namespace, spec: withFinalizer(namespace.spec), status: { phase: 'Active' } }),
  // Only the finalize subresource takes finalizers of the spec away.
  prepareForUpdate: (next, previous) =>
    changed(next, {
      spec: changed(next.spec, previous.spec.finalizers ? { finalizers: previous.spec.finalizers } : {}),
    }),
  validate: validateNamespace,
  validateStatusUpdate: validateNamespaceStatus,
  validateName: isDns1123Label,
  keptOnDelete,
  fields: { 'status.phase': ({ status }) => status.phase ?? '', name: ({ metadata }) => metadata.name },
  columns: namespaceColumns,
}

/** Every namespace says its name as a label, so that selectors can pick it. */
function withNameLabel(namespace: Namespace): Namespace {
  const { metadata } = namespace
  const labelled = !metadata.name || metadata.labels?.[NAME_LABEL] === metadata.name
  return changed(namespace, {
    metadata: labelled ? metadata : { ...metadata, labels: { ...metadata.labels, [NAME_LABEL]: metadata.name } },
    spec: withoutZeros(namespace.spec ?? {}, ['finalizers']),
    status: namespace.status ?? {},
  })
}

const withFinalizer = (spec: Namespace['spec']): Namespace['spec'] =>
  spec.finalizers?.includes(FINALIZER) ? spec : { ...spec, finalizers: [...(spec.finalizers ?? []), FINALIZER] }

function validateNamespace({ spec }: Namespace): FieldError[] {
  const { finalizers = [] } = spec
  return [
    ...validateFinalizers(finalizers, 'spec.finalizers'),
    ...finalizers.flatMap((finalizer) => validateKubeFinalizer(finalizer, 'spec.finalizers')),
  ]
}

function validateNamespaceStatus({ metadata, status }: Namespace): FieldError[] {
  const deleting = metadata.deletionTimestamp !== undefined
  const wanted = deleting ? 'Terminating' : 'Active'
  if (status.phase === wanted) return []
  return [
    invalid(
      'status.Phase',
      status.phase ?? '',
      `may only be '${wanted}' if \`deletionTimestamp\` is ${deleting ? 'not empty' : 'empty'}`,
    ),
  ]
}

/** It waits, Terminating, until the namespace controller has emptied it and taken the finalizers of its spec away. */
function keptOnDelete(namespace: Namespace, nowText: string): Namespace | undefined {
  const { metadata, spec } = namespace
  if (metadata.deletionTimestamp === undefined)
    return {
      ...namespace,
      metadata: { ...metadata, deletionTimestamp: nowText },
      status: { ...namespace.status, phase: 'Terminating' },
    }
  return spec.finalizers?.length ? namespace : undefined
}
