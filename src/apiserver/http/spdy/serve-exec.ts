// exec and attach over SPDY, as kubectl up to 1.29 and others speak it: one stream each for errors, input and outputs.
// Follows kubelet/pkg/cri/streaming/remotecommand, v1.36.
import type { ExecChannel } from '../../handle/node'
import type { ApiRequest } from '../../handle/request'
import type { SpdyStream } from './session'

/** The streams that a request brings. */
function wantedStreams({ query }: ApiRequest): string[] {
  const tty = query.flag('tty')
  return [
    'error',
    ...(query.flag('stdin') ? ['stdin'] : []),
    ...(query.flag('stdout') ? ['stdout'] : []),
    ...(query.flag('stderr') && !tty ? ['stderr'] : []),
  ]
}

/** Gets every stream that the client opens; begins when all are there, and calls `close` at the end. */
export function serveExec(
  request: ApiRequest,
  hooks: { begin: () => ExecChannel; touch: () => void; close: () => void },
): (stream: SpdyStream) => void {
  const streams = new Map<string, SpdyStream>()
  let isBegun = false
  return (stream) => {
    streams.set(stream.headers.get('streamtype') ?? '', stream)
    if (isBegun || !wantedStreams(request).every((type) => streams.has(type))) return
    isBegun = true
    const channel = hooks.begin()
    channel.onStdout((text) => streams.get('stdout')?.write(text))
    channel.onStderr((text) => streams.get('stderr')?.write(text))
    streams.get('stdin')?.onData((text) => {
      channel.write(text)
      hooks.touch()
    })
    streams.get('stdin')?.onEnd(() => {
      channel.write(undefined)
      hooks.touch()
    })
    void channel.done.then((status) => {
      streams.get('error')?.write(JSON.stringify(status))
      for (const each of streams.values()) each.end()
      hooks.close()
    })
  }
}
