import type { Caller, Connection, Listener, NodeWire, Unreachable } from './wire'

/** An address that every machine has for itself. */
export const isLoopback = (ip: string): boolean =>
  ip.startsWith('127.') || ip === '::1' || ip === '0.0.0.0' || ip === 'localhost'

/** Addresses and ports, and who listens there. No Services, no names. */
export class LocalWire implements NodeWire {
  /** by `address:port` */
  private readonly listeners = new Map<string, Listener>()
  /** how often an address was made known, and how many ports are open there */
  private readonly addresses = new Map<string, number>()
  private readonly nodes = new Map<string, string>()
  private readonly unplugged = new Set<string>()

  listen(ip: string, port: number, listener: Listener): () => void {
    const key = `${ip}:${port}`
    if (this.listeners.has(key)) throw new Error(`bind: address already in use (${key})`)
    this.listeners.set(key, listener)
    this.addresses.set(ip, (this.addresses.get(ip) ?? 0) + 1)
    return () => {
      if (this.listeners.get(key) !== listener) return
      this.listeners.delete(key)
      this.forget(ip)
    }
  }

  addAddress(ip: string, node?: string): () => void {
    this.addresses.set(ip, (this.addresses.get(ip) ?? 0) + 1)
    if (node !== undefined) this.nodes.set(ip, node)
    let there = true
    return () => {
      if (!there) return
      there = false
      this.forget(ip)
    }
  }

  private forget(ip: string): void {
    const left = (this.addresses.get(ip) ?? 1) - 1
    if (left > 0) {
      this.addresses.set(ip, left)
      return
    }
    this.addresses.delete(ip)
    this.nodes.delete(ip)
  }

  unplug(node: string): () => void {
    this.unplugged.add(node)
    return () => void this.unplugged.delete(node)
  }

  knows(ip: string): boolean {
    return this.addresses.has(ip)
  }

  /** Whether anything gets from one machine to another; undefined is a machine that is no node. */
  passes(from: string | undefined, to: string | undefined): boolean {
    return from === to || !(this.unplugged.has(from ?? '') || this.unplugged.has(to ?? ''))
  }

  reach(caller: Caller, address: string, port: number): Listener | Unreachable {
    const ip = isLoopback(address) ? caller.ip : address
    if (ip !== caller.ip && !this.passes(caller.node, this.nodes.get(ip))) return 'timeout'
    const listener = this.listeners.get(`${ip}:${port}`)
    if (listener && !listener.refuses) return listener
    return this.addresses.has(ip) || ip === caller.ip ? 'refused' : 'timeout'
  }
}

/** One direction of a byte stream: what was written before somebody listens waits. */
class Half {
  private readonly waiting: string[] = []
  private onData: ((data: string) => void) | undefined
  private onEnd: (() => void) | undefined
  private ended = false

  write(data: string): void {
    if (this.ended) return
    if (this.onData) this.onData(data)
    else this.waiting.push(data)
  }

  end(): void {
    if (this.ended) return
    this.ended = true
    if (this.waiting.length === 0) this.onEnd?.()
  }

  listen(handler: (data: string) => void): void {
    this.onData = handler
    for (const data of this.waiting.splice(0)) handler(data)
    if (this.ended) this.onEnd?.()
  }

  listenEnd(handler: () => void): void {
    this.onEnd = handler
    if (this.ended && this.waiting.length === 0) handler()
  }
}

/** Both ends of a new connection: what one writes the other hears, at once and in order. */
export function connectionPair(client: Caller, server: Caller): { client: Connection; server: Connection } {
  const up = new Half()
  const down = new Half()
  const end = (remote: Caller, write: Half, read: Half): Connection => ({
    remote,
    write: (data) => write.write(data),
    end: () => write.end(),
    onData: (handler) => read.listen(handler),
    onEnd: (handler) => read.listenEnd(handler),
  })
  return { client: end(server, up, down), server: end(client, down, up) }
}
