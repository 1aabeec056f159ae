// Follows pkg/apis/networking/validation, v1.36.
import type * as k from '../../../objects/generated/kubernetes'
import type { Kinds } from '../../../objects/kinds'
import { invalid, notSupported, required, type FieldError } from '../../field-errors'
import { each } from '../field-checks'
import {
  isDns1035Label,
  isDns1123Subdomain,
  isIp,
  isPortName,
  isPortNumber,
  isWildcardDns1123Subdomain,
} from '../metadata'

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
      ...each(hosts, `${field}.hosts`, validateHost),
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
  const errors = host ? validateHost(host, `${field}.host`) : []
  if (!http) return errors
  const at = `${field}.http.paths`
  return [...errors, ...(http.paths.length === 0 ? [required(at)] : []), ...each(http.paths, at, validatePath)]
}

function validateHost(host: string, field: string): FieldError[] {
  if (isIp(host).length === 0) return [invalid(field, host, 'must be a DNS name, not an IP address')]
  const check = host.includes('*') ? isWildcardDns1123Subdomain : isDns1123Subdomain
  return check(host).map((message) => invalid(field, host, message))
}

function validatePath({ path = '', pathType, backend }: k.V1HTTPIngressPath, field: string): FieldError[] {
  const errors: FieldError[] = []
  if (!pathType) errors.push(required(`${field}.pathType`, 'pathType must be specified'))
  else if (!PATH_TYPES.includes(pathType)) errors.push(notSupported(`${field}.pathType`, pathType, PATH_TYPES))
  else if (pathType !== 'ImplementationSpecific') errors.push(...validateExactPath(path, `${field}.path`))
  else if (path !== '' && !path.startsWith('/')) errors.push(invalid(`${field}.path`, path, 'must be an absolute path'))
  return [...errors, ...validateBackend(backend, `${field}.backend`)]
}

function validateExactPath(path: string, field: string): FieldError[] {
  if (!path.startsWith('/')) return [invalid(field, path, 'must be an absolute path')]
  const sequences = FORBIDDEN_SEQUENCES.filter((part) => path.includes(part)).map((part) =>
    invalid(field, path, `must not contain '${part}'`),
  )
  const suffixes = FORBIDDEN_SUFFIXES.filter((part) => path.endsWith(part)).map((part) =>
    invalid(field, path, `cannot end with '${part}'`),
  )
  return [...sequences, ...suffixes]
}

function validateBackend({ service, resource }: k.V1IngressBackend, field: string): FieldError[] {
  if (service && resource) return [invalid(field, '', 'cannot set both resource and service backends')]
  if (resource) return resource.kind && resource.name ? [] : [required(`${field}.resource`)]
  if (!service) return [required(field, 'resource or service backend is required')]
  const { name, port: { name: portName, number } = {} } = service
  const errors: FieldError[] = name
    ? isDns1035Label(name).map((message) => invalid(`${field}.service.name`, name, message))
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

/** The old annotation and the field do not go together on a new Ingress. */
export const validateClassName = ({ metadata: { annotations }, spec }: Ingress): FieldError[] =>
  annotations?.['kubernetes.io/ingress.class'] !== undefined && spec.ingressClassName !== undefined
    ? [
        invalid(
          'annotations.kubernetes.io/ingress.class',
          annotations['kubernetes.io/ingress.class'],
          'can not be set when the class field is also set',
        ),
      ]
    : []
