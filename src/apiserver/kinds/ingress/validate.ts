// Follows pkg/apis/networking/validation, v1.36.
import type * as k from '../../../objects/generated/kubernetes'
import type { Kinds } from '../../../objects/kinds'
import { isStrictIp } from '../../../objects/names'
import { invalid, notSupported, required, type FieldError } from '../../field-errors'
import { each, invalidFor } from '../field-checks'
import {
  isDns1123Label,
  isDns1123Subdomain,
  isIp,
  isPortName,
  isPortNumber,
  isWildcardDns1123Subdomain,
} from '../metadata'
import { isPathSegment } from '../path-segment'

type Ingress = Kinds['Ingress']

const PATH_TYPES = ['Exact', 'ImplementationSpecific', 'Prefix']
const FORBIDDEN_SEQUENCES = ['//', '/./', '/../', '%2f', '%2F']
const FORBIDDEN_SUFFIXES = ['/..', '/.']

export function validateIngress({ spec }: Ingress): FieldError[] {
  const { rules, defaultBackend, ingressClassName, tls } = spec
  return [
    ...(!rules?.length && !defaultBackend
      ? [invalid('spec', null, 'either `defaultBackend` or `rules` must be specified')]
      : []),
    ...(defaultBackend ? validateBackend(defaultBackend, 'spec.defaultBackend') : []),
    ...each(rules, 'spec.rules', validateRule),
    ...each(tls, 'spec.tls', ({ hosts, secretName }, field) => [
      ...each(hosts, `${field}.hosts`, validateName),
      ...(secretName
        ? isDns1123Subdomain(secretName).map((message) => invalid(`${field}.secretName`, secretName, message))
        : []),
    ]),
    ...(ingressClassName === undefined
      ? []
      : isDns1123Subdomain(ingressClassName).map((message) =>
          invalid('spec.ingressClassName', ingressClassName, message),
        )),
  ]
}

function validateRule({ host, http }: k.V1IngressRule, field: string): FieldError[] {
  const errors = host
    ? [
        ...(isIp(host).length === 0 ? [invalid(`${field}.host`, host, 'must be a DNS name, not an IP address')] : []),
        ...validateName(host, `${field}.host`),
      ]
    : []
  if (!http) return errors
  const at = `${field}.http.paths`
  return [...errors, ...(http.paths?.length ? [] : [required(at)]), ...each(http.paths, at, validatePath)]
}

function validateName(host: string, field: string): FieldError[] {
  const check = host.includes('*') ? isWildcardDns1123Subdomain : isDns1123Subdomain
  return check(host).map((message) => invalid(field, host, message))
}

function validatePath({ path = '', pathType, backend }: k.V1HTTPIngressPath, field: string): FieldError[] {
  const errors: FieldError[] = []
  if (!pathType) return [required(`${field}.pathType`, 'pathType must be specified')]
  if (!PATH_TYPES.includes(pathType)) errors.push(notSupported(`${field}.pathType`, pathType, PATH_TYPES))
  else if (pathType !== 'ImplementationSpecific') errors.push(...validateExactPath(path, `${field}.path`))
  else if (path !== '' && !path.startsWith('/')) errors.push(invalid(`${field}.path`, path, 'must be an absolute path'))
  return [...errors, ...validateBackend(backend, `${field}.backend`)]
}

function validateExactPath(path: string, field: string): FieldError[] {
  const start = path.startsWith('/') ? [] : [invalid(field, path, 'must be an absolute path')]
  const sequences = FORBIDDEN_SEQUENCES.filter((part) => path.includes(part)).map((part) =>
    invalid(field, path, `must not contain '${part}'`),
  )
  const suffixes = FORBIDDEN_SUFFIXES.filter((part) => path.endsWith(part)).map((part) =>
    invalid(field, path, `cannot end with '${part}'`),
  )
  return [...start, ...sequences, ...suffixes]
}

function validateBackend({ service, resource }: k.V1IngressBackend, field: string): FieldError[] {
  if (service && resource) return [invalid(field, '', 'cannot set both resource and service backends')]
  if (resource) return validateLocalReference(resource, `${field}.resource`)
  if (!service) return [invalid(field, '', 'resource or service backend is required')]
  const { name, port: { name: portName, number } = {} } = service
  const errors: FieldError[] = name
    ? isDns1123Label(name).map((message) => invalid(`${field}.service.name`, name, message))
    : [required(`${field}.service.name`)]
  if (portName && number) return [...errors, invalid(field, '', 'cannot set both port name & port number')]
  if (portName)
    return [
      ...errors,
      ...isPortName(portName).map((message) => invalid(`${field}.service.port.name`, portName, message)),
    ]
  if (number)
    return [
      ...errors,
      ...isPortNumber(number).map((message) => invalid(`${field}.service.port.number`, number, message)),
    ]
  return [...errors, required(field, 'port name or number is required')]
}

/** What a backend or the parameters of a class refer to: an object of any kind. */
export const validateLocalReference = (
  { apiGroup, kind, name }: { apiGroup?: string; kind: string; name: string },
  field: string,
): FieldError[] => [
  ...(apiGroup === undefined ? [] : invalidFor(`${field}.apiGroup`, apiGroup, isDns1123Subdomain(apiGroup))),
  ...(kind ? invalidFor(`${field}.kind`, kind, isPathSegment(kind)) : [required(`${field}.kind`, 'kind is required')]),
  ...(name ? invalidFor(`${field}.name`, name, isPathSegment(name)) : [required(`${field}.name`, 'name is required')]),
]

/** The old annotation and the field have to agree on a new Ingress. */
export function validateClassName({ metadata: { annotations }, spec: { ingressClassName } }: Ingress): FieldError[] {
  const annotation = annotations?.['kubernetes.io/ingress.class']
  if (annotation === undefined || ingressClassName === undefined || annotation === ingressClassName) return []
  return [
    invalid(
      'annotations.kubernetes.io/ingress.class',
      annotation,
      'must match `ingressClassName` when both are specified',
    ),
  ]
}

/** Follows ValidateIngressLoadBalancerStatus. */
export const validateIngressStatus = ({ status }: Ingress): FieldError[] =>
  each(status.loadBalancer?.ingress, 'status.loadBalancer.ingress', ({ ip, hostname }, at) => [
    ...(ip ? invalidFor(`${at}.ip`, ip, isStrictIp(ip)) : []),
    ...(hostname ? invalidFor(`${at}.hostname`, hostname, isDns1123Subdomain(hostname)) : []),
    ...(hostname && isIp(hostname).length === 0
      ? [invalid(`${at}.hostname`, hostname, 'must be a DNS name, not an IP address')]
      : []),
  ])
