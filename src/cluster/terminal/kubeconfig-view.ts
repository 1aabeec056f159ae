// The kubeconfig of a terminal: read and written by kubectl, with the context it has chosen.
import type { KubeConfigView } from '../../kubectl/context'

export function kubeconfigView(): KubeConfigView {
  let config: unknown = {
    apiVersion: 'v1',
    kind: 'Config',
    preferences: {},
    clusters: [{ name: 'kubernetes', cluster: { server: 'https://192.168.0.200:6443' } }],
    users: [{ name: 'kubernetes-admin', user: {} }],
    contexts: [{ name: 'kubernetes-admin@kubernetes', context: { cluster: 'kubernetes', user: 'kubernetes-admin' } }],
    'current-context': 'kubernetes-admin@kubernetes',
  }
  const chosen = (): { namespace?: string } | undefined => {
    const { contexts = [], 'current-context': current } = config as {
      contexts?: { name: string; context?: { namespace?: string } }[]
      'current-context'?: string
    }
    return contexts.find(({ name }) => name === current)?.context
  }
  return {
    get namespace() {
      return chosen()?.namespace ?? 'default'
    },
    get context() {
      return (config as { 'current-context'?: string })['current-context'] ?? ''
    },
    read: () => Promise.resolve(config),
    write: (next) => {
      config = next
      return Promise.resolve()
    },
  }
}
