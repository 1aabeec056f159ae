// Follows pkg/registry/networking/ingressclass, pkg/apis/networking/validation and printIngressClass, v1.36.
import type { Kinds } from '../../../objects/kinds'
import { invalid, required, tooLong, type FieldError } from '../../field-errors'
import { immutable } from '../field-checks'
import { kindDefinition } from '../kind'
import { between, textColumn } from '../workload-columns'

type IngressClass = Kinds['IngressClass']

const CONTROLLER_BYTES_MAX = 250

function validateController(controller: string | undefined): FieldError[] {
  const field = 'spec.controller'
  if (!controller) return [required(field)]
  if (controller.length > CONTROLLER_BYTES_MAX) return [tooLong(field, CONTROLLER_BYTES_MAX)]
  return controller.includes('/')
    ? []
    : [invalid(field, controller, 'must be a domain-prefixed path (such as "acme.io/foo")')]
}

function parametersText({ spec: { parameters } }: IngressClass): string {
  if (!parameters) return '<none>'
  return `${parameters.kind}${parameters.apiGroup ? `.${parameters.apiGroup}` : ''}/${parameters.name}`
}

export const ingressClass = kindDefinition<IngressClass>({
  kind: 'IngressClass',
  group: 'networking.k8s.io',
  version: 'v1',
  plural: 'ingressclasses',
  singular: 'ingressclass',
  namespaced: false,
  generation: ({ spec }) => spec,
  validate: ({ spec }) => validateController(spec.controller),
  validateUpdate: (next, previous) => immutable('spec.controller', next.spec.controller, previous.spec.controller),
  columns: between([
    textColumn('Controller', ({ spec }) => spec.controller ?? ''),
    textColumn('Parameters', parametersText),
  ]),
})
