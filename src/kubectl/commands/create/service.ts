// Follows kubectl/pkg/cmd/create/create_service.go, v1.36.
import type { Command } from '../../command'
import { CommandError } from '../../failure'
import { quote } from '../../../objects/go-text'
import { createHelp } from '../../help/create'
import type { HelpPage } from '../../help/help-page'
import { isDns1123Subdomain, isPortName, isPortNumber } from '../../../objects/names'
import { generator, metadataOf, type Wanted } from './generate'

type ServiceType = 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName'

const create = (type: ServiceType, requiredFlags?: readonly string[]): Command =>
  generator({
    words: `service ${type.toLowerCase()}`,
    ...(requiredFlags ? { requiredFlags } : {}),
    failure: `failed to create ${type} service: `,
    build: (wanted) => serviceOf(type, wanted),
  })

function serviceOf(type: ServiceType, wanted: Wanted): object {
  const { name, flags } = wanted
  const tcp = flags.strings('tcp')
  const clusterIP = type === 'ClusterIP' ? flags.string('clusterip') : ''
  const externalName = type === 'ExternalName' ? flags.string('external-name') : ''
  if (clusterIP !== 'None' && tcp.length === 0 && type !== 'ExternalName')
    throw new CommandError('at least one tcp port specifier must be provided')
  if (type === 'ExternalName' && isDns1123Subdomain(externalName).length > 0)
    throw new CommandError(`invalid service external name ${externalName}`)
  const nodePort = type === 'NodePort' ? flags.int('node-port') : 0
  const ports = tcp.map((text) => portOf(text, nodePort))
  return {
    kind: 'Service',
    apiVersion: 'v1',
    metadata: metadataOf(wanted, { labels: { app: name } }),
    spec: {
      ...(ports.length > 0 ? { ports } : {}),
      selector: { app: name },
      ...(clusterIP === '' ? {} : { clusterIP }),
      type,
      ...(externalName === '' ? {} : { externalName }),
    },
    status: { loadBalancer: {} },
  }
}

function portOf(text: string, nodePort: number): object {
  const [first = '', second] = text.split(':')
  const port = numberOf(first)
  return {
    name: text.replaceAll(':', '-'),
    protocol: 'TCP',
    port,
    targetPort: second === undefined ? port : targetOf(second),
    ...(nodePort > 0 ? { nodePort } : {}),
  }
}

const PORT_MAX = 65535

function numberOf(text: string): number {
  if (!/^\d+$/.test(text)) throw new CommandError(`strconv.ParseUint: parsing ${quote(text)}: invalid syntax`)
  if (Number(text) > PORT_MAX) throw new CommandError(`strconv.ParseUint: parsing ${quote(text)}: value out of range`)
  return Number(text)
}

function targetOf(text: string): number | string {
  const isNumber = /^[-+]?\d+$/.test(text)
  const wrong = isNumber ? isPortNumber(Number(text)) : isPortName(text)
  if (wrong.length > 0) throw new CommandError(wrong.join(','))
  return isNumber ? Number(text) : text
}

export const createService: Command = {
  name: 'service',
  help: createHelp['create service'] as HelpPage,
  subcommands: [
    create('ClusterIP'),
    create('ExternalName', ['external-name']),
    create('LoadBalancer'),
    create('NodePort'),
  ],
}
