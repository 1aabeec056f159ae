// port-forward: for every connection a pair of streams, one for its data and one for what went wrong.
// Follows kubelet/pkg/cri/streaming/portforward/httpstream.go, v1.36.
import type { NodeConnection } from '../../node-connection'
import { isApiError } from '../../status'
import type { SpdyStream } from './session'

export interface ForwardTarget {
  readonly nodes: NodeConnection
  readonly namespace: string
  readonly pod: string
  /** lets the cluster go on after bytes came */
  readonly touch: () => void
}

/** Gets every stream that the client opens; a pair has the same `requestid`. */
export function servePortForward(target: ForwardTarget): (stream: SpdyStream) => void {
  const pairs = new Map<string, { error?: SpdyStream; data?: SpdyStream }>()
  return (stream) => {
    const id = stream.headers.get('requestid') ?? stream.headers.get('port') ?? ''
    const pair = { ...pairs.get(id), [stream.headers.get('streamtype') === 'error' ? 'error' : 'data']: stream }
    pairs.set(id, pair)
    if (!pair.error || !pair.data) return
    pairs.delete(id)
    connect(target, pair.data, pair.error)
  }
}

function connect({ nodes, namespace, pod, touch }: ForwardTarget, data: SpdyStream, error: SpdyStream): void {
  try {
    const connection = nodes.portForward(namespace, pod, Number(data.headers.get('port')))
    connection.onData((text) => data.write(text))
    connection.onEnd(() => {
      data.end()
      error.end()
    })
    data.onData((text) => {
      connection.write(text)
      touch()
    })
    // The client writes no more; what the Pod still has to say it hears.
    data.onEnd(() => {
      connection.end()
      touch()
    })
  } catch (refused) {
    if (!isApiError(refused)) throw refused
    error.write(refused.message)
    error.end()
    data.end()
  }
}
