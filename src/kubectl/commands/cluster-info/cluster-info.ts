// Follows kubectl/pkg/cmd/clusterinfo/clusterinfo.go, v1.36.
import type { Command } from '../../command'
import type { Service } from '../../../objects/kinds'
import { clusterInfoHelp } from '../../help/cluster-info'
import type { HelpPage } from '../../help/help-page'
import { findResources } from '../../resources/find-resources'
import type { Session } from '../../session'
import { dump } from './dump'

export const clusterInfo: Command = {
  name: 'cluster-info',
  help: clusterInfoHelp['cluster-info'] as HelpPage,
  subcommands: [dump],
  async run(_args, flags, session) {
    try {
      await printServices(flags.string('namespace') || 'kube-system', session)
    } finally {
      session.out("\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.\n")
    }
  },
}

async function printServices(namespace: string, session: Session): Promise<void> {
  const host = session.context.client.server
  const found = await findResources(session.with({ namespace }), {
    args: ['services'],
    labelSelector: 'kubernetes.io/cluster-service=true',
    flatten: true,
    latest: true,
  })
  const services = await found.infos()
  session.out(`Kubernetes control plane is running at ${host}\n`)
  for (const { object } of services) {
    const service = object as unknown as Service
    const name = service.metadata.labels?.['kubernetes.io/name'] || service.metadata.name
    session.out(`${name} is running at ${linkOf(service, host)}\n`)
  }
}

function linkOf({ metadata, spec, status }: Service, host: string): string {
  const ingress = status.loadBalancer?.ingress?.[0]
  if (ingress) {
    const address = ingress.ip || ingress.hostname || ''
    return (spec.ports ?? []).map(({ port }) => `http://${address}:${port} `).join('')
  }
  const port = spec.ports?.[0]
  const scheme = port && (port.name === 'https' || port.port === 443) ? 'https' : ''
  const name = port
    ? [...(scheme ? [scheme] : []), metadata.name, ...(port.name || scheme ? [port.name ?? ''] : [])].join(':')
    : metadata.name
  return `${host}/api/v1/namespaces/${metadata.namespace ?? ''}/services/${name}/proxy`
}
