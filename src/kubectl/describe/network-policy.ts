// Follows kubectl/pkg/describe describeNetworkPolicy, v1.36.
import type * as k from '../../objects/generated/kubernetes'
import type { Kinds } from '../../objects/kinds'
import { labelSelectorText } from '../../objects/selector-text'
import type { DescribeWriter } from './describe-writer'
import type { Describer } from './describer'
import { describeAnnotations, describeLabels } from './labels-section'

export const describeNetworkPolicy: Describer<Kinds['NetworkPolicy']> = (policy, w) => {
  const { metadata, spec } = policy
  w.field(0, 'Name', metadata.name)
  w.field(0, 'Namespace', metadata.namespace)
  w.field(0, 'Created on', createdOn(metadata.creationTimestamp))
  describeLabels(w, 'Labels', metadata.labels)
  describeAnnotations(w, 'Annotations', metadata.annotations)
  const selected = spec.podSelector && labelSelectorText(spec.podSelector)
  const everything = '<none> (Allowing the specific traffic to all pods in this namespace)'
  w.put(0, 'Spec:\n')
  w.put(1, `PodSelector:     ${!selected || selected === '<none>' ? everything : selected}\n`)
  const types = spec.policyTypes ?? []
  if (types.includes('Ingress')) {
    w.put(1, 'Allowing ingress traffic:\n')
    describeRules(
      w,
      INGRESS,
      (spec.ingress ?? []).map(({ ports, from }) => ({ ports, peers: from })),
    )
  } else w.put(1, 'Not affecting ingress traffic\n')
  if (types.includes('Egress')) {
    w.put(1, 'Allowing egress traffic:\n')
    describeRules(
      w,
      EGRESS,
      (spec.egress ?? []).map(({ ports, to }) => ({ ports, peers: to })),
    )
  } else w.put(1, 'Not affecting egress traffic\n')
  w.put(1, `Policy Types: ${types.join(', ') || '<none>'}\n`)
}

// Go prints a time with its zone's name: 2026-11-21 06:01:05 +0000 UTC
const createdOn = (text = '0001-01-01T00:00:00Z'): string => text.replace('T', ' ').replace('Z', ' +0000 UTC')

const INGRESS = {
  none: '<none> (Selected pods are isolated for ingress connectivity)',
  anyPeer: 'From: <any> (traffic not restricted by source)',
  peer: 'From:',
}
const EGRESS = {
  none: '<none> (Selected pods are isolated for egress connectivity)',
  anyPeer: 'To: <any> (traffic not restricted by destination)',
  peer: 'To:',
}

interface Rule {
  readonly ports: readonly k.V1NetworkPolicyPort[] | undefined
  readonly peers: readonly k.V1NetworkPolicyPeer[] | undefined
}

function describeRules(w: DescribeWriter, words: typeof INGRESS, rules: readonly Rule[]): void {
  if (rules.length === 0) return w.put(2, `${words.none}\n`)
  rules.forEach(({ ports, peers }, i) => {
    if (!ports?.length) w.put(2, 'To Port: <any> (traffic allowed to all ports)\n')
    for (const { port, endPort, protocol = 'TCP' } of ports ?? []) {
      const number = port ?? '<nil>'
      w.put(
        2,
        endPort === undefined
          ? `To Port: ${number}/${protocol}\n`
          : `To Port Range: ${number}-${endPort}/${protocol}\n`,
      )
    }
    if (!peers?.length) w.put(2, `${words.anyPeer}\n`)
    for (const peer of peers ?? []) describePeer(w, words.peer, peer)
    if (i < rules.length - 1) w.put(2, '----------\n')
  })
}

function describePeer(
  w: DescribeWriter,
  word: string,
  { namespaceSelector, podSelector, ipBlock }: k.V1NetworkPolicyPeer,
): void {
  w.put(2, `${word}\n`)
  if (namespaceSelector) w.put(3, `NamespaceSelector: ${labelSelectorText(namespaceSelector)}\n`)
  if (podSelector) w.put(3, `PodSelector: ${labelSelectorText(podSelector)}\n`)
  if (namespaceSelector || podSelector || !ipBlock) return
  w.put(3, 'IPBlock:\n')
  w.put(4, `CIDR: ${ipBlock.cidr}\n`)
  w.put(4, `Except: ${(ipBlock.except ?? []).join(', ')}\n`)
}
