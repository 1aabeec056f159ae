import { stringify } from 'yaml'

/** A kubeconfig for one server; `ca` in PEM where it serves TLS. Of such a server's users kubectl wants to know who they are. */
export function kubeconfigText(server: string, ca?: string): string {
  const trust = ca
    ? { 'certificate-authority-data': Buffer.from(ca).toString('base64') }
    : server.startsWith('http://')
      ? { 'insecure-skip-tls-verify': true }
      : {}
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'kubecuke', cluster: { server, ...trust } }],
    users: [{ name: 'kubecuke', user: ca ? { token: 'kubecuke' } : {} }],
    contexts: [{ name: 'kubecuke', context: { cluster: 'kubecuke', user: 'kubecuke' } }],
    'current-context': 'kubecuke',
  })
}
