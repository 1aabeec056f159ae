// Follows kubectl/pkg/cmd/clusterinfo, v1.36.
import type { Command } from '../command'
import { NotModelled } from '../../objects/not-modelled'
import type { Service } from '../../objects/kinds'
import { clusterInfoHelp } from '../help/cluster-info'
import type { HelpPage } from '../help/help-page'
import { listAt } from '../objects'

export const clusterInfo: Command = {
  name: 'cluster-info',
  help: clusterInfoHelp['cluster-info'] as HelpPage,
  subcommands: [
    {
      name: 'dump',
      help: clusterInfoHelp['cluster-info dump'] as HelpPage,
      run: () =>
        Promise.reject(new NotModelled('kubectl cluster-info dump', 'kubectl get -A -o json shows the objects')),
    },
  ],
  async run(_args, flags, session) {
    const namespace = flags.string('namespace') || 'kube-system'
    const host = session.context.client.server
    const list = await session.api.call({
      method: 'GET',
      path: `/api/v1/namespaces/${namespace}/services`,
      query: { labelSelector: 'kubernetes.io/cluster-service=true' },
    })
    session.out(`Kubernetes control plane is running at ${host}\n`)
    for (const service of listAt(list, 'items') as readonly Service[]) {
      const name = service.metadata.labels?.['kubernetes.io/name'] || service.metadata.name
      session.out(`${name} is running at ${linkOf(service, host)}\n`)
    }
    session.out("\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.\n")
  },
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
