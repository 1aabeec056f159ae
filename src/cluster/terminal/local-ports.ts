// `kubectl port-forward` and `kubectl proxy` in the terminal: ports of its machine, on the cluster's own wire.
import type { Pod } from '../../objects/kinds'
import type {
  Forwarding,
  KubeClient,
  KubeRequest,
  KubeResponse,
  KubectlContext,
  LocalPort,
} from '../../kubectl/context'
import { ListenError } from '../../kubectl/failure'
import type { HttpRequest, HttpResponse, Listener } from '../../simulation/wire'
import type { Cluster } from '../create-cluster'

const FIRST_FREE_PORT = 40_000

/** @param client whom the proxy asks */
export function localPorts(
  cluster: Cluster,
  ip: string,
  client: KubeClient,
): Pick<KubectlContext, 'forward' | 'serve'> {
  const { wire } = cluster.machines.network
  const taken = new Set<number>()
  let next = FIRST_FREE_PORT

  // All addresses of the machine's own are one here: the second of `127.0.0.1` and `::1` is the first again.
  const open = ({ address, port }: LocalPort, listener: Listener): Promise<Forwarding> => {
    const chosen = port === 0 ? next++ : port
    if (taken.has(chosen)) {
      if (address === '::1') return Promise.resolve({ port: chosen, stop: () => {} })
      return Promise.reject(new ListenError(`listen tcp4 ${address}:${chosen}: bind: address already in use`))
    }
    taken.add(chosen)
    const stop = wire.listen(ip, chosen, listener)
    return Promise.resolve({
      port: chosen,
      stop: () => {
        taken.delete(chosen)
        stop()
      },
    })
  }

  return {
    forward: ({ namespace, pod, port }, local, { connected }) =>
      open(local, carrying(cluster, { namespace, pod, port }, connected)),
    serve: (local, route) =>
      open(local, {
        http: (request, _caller, done) => {
          const wanted = asked(request)
          const to = route(wanted)
          if ('answer' in to) return done(told(to.answer))
          void client.request({ ...wanted, path: to.path }).then((response) => done(told(response)))
        },
      }),
  }
}

/** Each connection goes to the port inside the Pod. */
function carrying(
  cluster: Cluster,
  { namespace, pod, port }: { namespace: string; pod: string; port: number },
  onConnection: () => void,
): Listener {
  const behind = (): Listener | undefined => {
    const ip = (cluster.history.get('Pod', namespace, pod) as Pod | undefined)?.status.podIP ?? ''
    const found = cluster.machines.network.wire.reach({ ip }, ip, port)
    return typeof found === 'string' ? undefined : found
  }
  return {
    http: (request, caller, answer) => {
      onConnection()
      const listener = behind()
      if (listener?.http) listener.http(request, caller, answer)
      else answer({ status: 502, headers: {}, body: '' })
    },
    tcp: (connection) => {
      onConnection()
      const listener = behind()
      if (listener?.tcp) listener.tcp(connection)
      else connection.end()
    },
  }
}

function asked({ method, path, headers, body }: HttpRequest): KubeRequest {
  const [place = '', search = ''] = path.split(/\?(.*)/s)
  const query: Record<string, string[]> = {}
  for (const [key, value] of new URLSearchParams(search)) (query[key] ??= []).push(value)
  return { method: method as KubeRequest['method'], path: place, query, headers, ...(body === '' ? {} : { body }) }
}

const told = ({ status, headers, body }: KubeResponse): HttpResponse => ({ status, headers: { ...headers }, body })
