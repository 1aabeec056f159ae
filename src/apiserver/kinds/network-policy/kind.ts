// Follows pkg/registry/networking/networkpolicy, pkg/apis/networking/{v1,validation} and printNetworkPolicy, v1.36.
import type * as k from '../../../objects/generated/kubernetes'
import { isStrictCidr, isStrictSubset } from '../../../objects/cidr'
import type { Kinds } from '../../../objects/kinds'
import { labelSelectorText } from '../../../objects/selector-text'
import { forbiddenField, invalid, notSupported, required, type FieldError } from '../../field-errors'
import { each, invalidFor } from '../field-checks'
import { changed, filled, mapped } from '../filled'
import { kindDefinition } from '../kind'
import { isPortName, isPortNumber, validateLabelSelector } from '../metadata'
import { between, textColumn } from '../workload-columns'

type NetworkPolicy = Kinds['NetworkPolicy']

const PROTOCOLS = ['TCP', 'UDP', 'SCTP']
const TYPES = ['Ingress', 'Egress']

const defaultPorts = <R extends { ports?: k.V1NetworkPolicyPort[] }>(rule: R): R =>
  rule.ports
    ? changed(rule, { ports: mapped(rule.ports, (port) => filled(port, { protocol: 'TCP' })) } as Partial<R>)
    : rule

function defaultNetworkPolicy(policy: NetworkPolicy): NetworkPolicy {
  const spec = filled(policy.spec ?? {}, {
    podSelector: {},
    policyTypes: ['Ingress', ...(policy.spec?.egress?.length ? ['Egress'] : [])],
  })
  return changed(policy, {
    spec: changed(spec, {
      ...(spec.ingress ? { ingress: mapped(spec.ingress, defaultPorts) } : {}),
      ...(spec.egress ? { egress: mapped(spec.egress, defaultPorts) } : {}),
    }),
  })
}

function validate({ spec }: NetworkPolicy): FieldError[] {
  const { podSelector, ingress, egress, policyTypes = [] } = spec
  return [
    ...validateLabelSelector(podSelector, 'spec.podSelector'),
    ...each(ingress, 'spec.ingress', ({ ports, from }, field) => [
      ...validatePorts(ports, `${field}.ports`),
      ...each(from, `${field}.from`, validatePeer),
    ]),
    ...each(egress, 'spec.egress', ({ ports, to }, field) => [
      ...validatePorts(ports, `${field}.ports`),
      ...each(to, `${field}.to`, validatePeer),
    ]),
    ...(policyTypes.length > TYPES.length
      ? [invalid('spec.policyTypes', policyTypes, 'may not specify more than two policyTypes')]
      : []),
    ...(policyTypes.length > TYPES.length
      ? []
      : each(policyTypes, 'spec.policyTypes', (type, field) =>
          TYPES.includes(type) ? [] : [notSupported(field, type, TYPES)],
        )),
  ]
}

const validatePorts = (ports: readonly k.V1NetworkPolicyPort[] | undefined, field: string): FieldError[] =>
  each(ports, field, validatePort)

function validatePort({ protocol, port, endPort }: k.V1NetworkPolicyPort, field: string): FieldError[] {
  const errors: FieldError[] =
    protocol === undefined || PROTOCOLS.includes(protocol)
      ? []
      : [notSupported(`${field}.protocol`, protocol, PROTOCOLS)]
  if (typeof port === 'number') {
    errors.push(...invalidFor(`${field}.port`, port, isPortNumber(port)))
    if (endPort === undefined) return errors
    // Upstream shows the port here, not the end.
    if (endPort < port) errors.push(invalid(`${field}.endPort`, port, 'must be greater than or equal to `port`'))
    return [...errors, ...invalidFor(`${field}.endPort`, endPort, isPortNumber(endPort))]
  }
  if (endPort !== undefined) {
    const why = port === undefined ? 'not specified' : 'non-numeric'
    errors.push(invalid(`${field}.endPort`, endPort, `may not be specified when \`port\` is ${why}`))
  }
  return port === undefined ? errors : [...errors, ...invalidFor(`${field}.port`, port, isPortName(port))]
}

function validatePeer({ podSelector, namespaceSelector, ipBlock }: k.V1NetworkPolicyPeer, field: string): FieldError[] {
  const selectors = [podSelector, namespaceSelector].filter((each) => each !== undefined).length
  const errors = [
    ...validateLabelSelector(podSelector, `${field}.podSelector`),
    ...validateLabelSelector(namespaceSelector, `${field}.namespaceSelector`),
  ]
  if (ipBlock) errors.push(...validateIpBlock(ipBlock, `${field}.ipBlock`))
  if (selectors === 0 && !ipBlock) errors.push(required(field, 'must specify a peer'))
  if (selectors > 0 && ipBlock) errors.push(forbiddenField(field, 'may not specify both ipBlock and another peer'))
  return errors
}

function validateIpBlock({ cidr, except }: k.V1IPBlock, field: string): FieldError[] {
  if (!cidr) return [required(`${field}.cidr`)]
  const errors = invalidFor(`${field}.cidr`, cidr, isStrictCidr(cidr))
  if (errors.length > 0) return errors
  return each(except, `${field}.except`, (block, at) => [
    ...invalidFor(at, block, isStrictCidr(block)),
    ...(isStrictSubset(cidr, block) === false ? [invalid(at, block, 'must be a strict subset of `cidr`')] : []),
  ])
}

export const networkPolicy = kindDefinition<NetworkPolicy>({
  kind: 'NetworkPolicy',
  group: 'networking.k8s.io',
  version: 'v1',
  plural: 'networkpolicies',
  singular: 'networkpolicy',
  shortNames: ['netpol'],
  namespaced: true,
  generation: ({ spec }) => spec,
  defaults: defaultNetworkPolicy,
  validate,
  columns: between([textColumn('Pod-Selector', ({ spec }) => labelSelectorText(spec.podSelector))]),
})
