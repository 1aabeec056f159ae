// Follows pkg/registry/networking/ingressclass, pkg/apis/networking/validation and printIngressClass, v1.36.
import type { Kinds } from '../../../objects/kinds'
import type * as k from '../../../objects/generated/kubernetes'
import { forbiddenField, notSupported, required, tooLong, type FieldError } from '../../field-errors'
import { immutable, invalidFor } from '../field-checks'
import { changed, filled } from '../filled'
import { validateLocalReference } from '../ingress/validate'
import { kindDefinition } from '../kind'
import { isDns1123Label } from '../metadata'
import { validateDomainPrefixedPath } from '../path-segment'
import { between, textColumn } from '../workload-columns'

type IngressClass = Kinds['IngressClass']

const CONTROLLER_BYTES_MAX = 250

const SCOPES = ['Cluster', 'Namespace']

const validate = ({ spec: { controller = '', parameters } }: IngressClass): FieldError[] => [
  ...(controller.length > CONTROLLER_BYTES_MAX ? [tooLong('spec.controller', CONTROLLER_BYTES_MAX)] : []),
  ...validateDomainPrefixedPath(controller, 'spec.controller'),
  ...(parameters ? validateParameters(parameters, 'spec.parameters') : []),
]

function validateParameters(parameters: k.V1IngressClassParametersReference, field: string): FieldError[] {
  const { scope, namespace } = parameters
  const errors = validateLocalReference(parameters, field)
  if (scope === undefined) return [...errors, required(`${field}.scope`)]
  if (!SCOPES.includes(scope)) return [...errors, notSupported(`${field}.scope`, scope, SCOPES)]
  const at = `${field}.namespace`
  if (scope === 'Cluster')
    return namespace === undefined ? errors : [...errors, forbiddenField(at, "`parameters.scope` is set to 'Cluster'")]
  return namespace === undefined
    ? [...errors, required(at, "`parameters.scope` is set to 'Namespace'")]
    : [...errors, ...invalidFor(at, namespace, isDns1123Label(namespace))]
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
  defaults: (object) =>
    object.spec.parameters
      ? changed(object, {
          spec: changed(object.spec, { parameters: filled(object.spec.parameters, { scope: 'Cluster' }) }),
        })
      : object,
  validate,
  validateUpdate: (next, previous) => immutable('spec.controller', next.spec.controller, previous.spec.controller),
  columns: between([
    textColumn('Controller', ({ spec }) => spec.controller ?? ''),
    textColumn('Parameters', parametersText),
  ]),
})
