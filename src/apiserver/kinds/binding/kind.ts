// What a scheduler says of a Pod: posted, carried out and never kept. Follows pkg/registry/core/pod/storage (LegacyBindingREST)
// and ValidatePodBinding of pkg/apis/core/validation, v1.36.
import type { KubeObject } from '../../../objects/kube-object'
import { notSupported, required, type FieldError } from '../../field-errors'
import { kindDefinition } from '../kind'

export type Binding = KubeObject & { readonly target: { readonly kind?: string; readonly name?: string } }

export const bindingKind = kindDefinition<Binding>({
  kind: 'Binding',
  group: '',
  version: 'v1',
  plural: 'bindings',
  singular: 'binding',
  namespaced: true,
  verbs: ['create'],
})

const TARGETS = ['Node', '<empty>']

export const validateBinding = ({ target: { kind = '', name = '' } }: Pick<Binding, 'target'>): FieldError[] => [
  ...(kind === '' || kind === 'Node' ? [] : [notSupported('target.kind', kind, TARGETS)]),
  ...(name === '' ? [required('target.name')] : []),
]
