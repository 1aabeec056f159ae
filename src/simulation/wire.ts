// An in-memory network cable: addresses, listeners, connections. Nothing of Kubernetes: Services and DNS are built on it
// by src/network, containers plug in from src/kubelet.

export interface HttpRequest {
  method: string
  path: string
  headers: Record<string, string>
  body: string
}

export interface HttpResponse {
  status: number
  headers: Record<string, string>
  body: string
}

/** Who calls: the address that the other side sees, and where it runs. */
export interface Caller {
  ip: string
  node?: string
}

/** One end of a byte stream. Handlers may be set once; data that came before is delivered then. */
export interface Connection {
  readonly remote: Caller
  write(data: string): void
  end(): void
  onData(handler: (data: string) => void): void
  onEnd(handler: () => void): void
}

export type DnsType = 'A' | 'AAAA' | 'CNAME' | 'SRV' | 'PTR' | 'TXT' | 'NS' | 'SOA' | 'MX' | 'ANY'

/** One name asked of a name server: fully qualified, with or without the last dot. */
export interface DnsQuestion {
  readonly name: string
  readonly type: DnsType
}

export interface DnsRecord {
  readonly name: string
  readonly type: DnsType
  readonly ttl: number
  /** an address, a name, or `priority weight port target` for SRV */
  readonly data: string
}

export interface DnsAnswer {
  readonly code: 'NOERROR' | 'NXDOMAIN' | 'SERVFAIL' | 'REFUSED'
  readonly records: readonly DnsRecord[]
}

/** What stands behind an address and a port. `http` answers requests, later or at once; `tcp` takes connections; `dns` answers questions (port 53); `udp` alone is no TCP port. */
export interface Listener {
  http?(request: HttpRequest, caller: Caller, answer: (response: HttpResponse) => void): void
  tcp?(connection: Connection): void
  dns?(question: DnsQuestion, caller: Caller): DnsAnswer
  /** takes a datagram and may answer with another */
  udp?(datagram: string, caller: Caller, answer: (datagram: string) => void): void
  /** of `http`: what it speaks; both when it is not said */
  readonly scheme?: 'http' | 'https' | undefined
  /** the port is closed for now: whoever reaches it is refused */
  readonly refuses?: boolean
}

/** Nobody who wants a connection finds one there. */
export const isOnlyUdp = ({ http, tcp, dns, udp }: Listener): boolean => udp !== undefined && !http && !tcp && !dns

/** Why nothing answers: a host that is not there times out, a closed port refuses at once. */
export type Unreachable = 'refused' | 'timeout' | 'no route'

export interface Wire {
  /** Plugs a listener in; returns what pulls it out. Throws when address and port are taken. */
  listen(ip: string, port: number, listener: Listener): () => void
  /** Makes an address known (a Pod's, a node's), so that a closed port on it refuses instead of timing out. @param node where it is */
  addAddress(ip: string, node?: string): () => void
  /** The listener that a caller reaches, after Services are translated. */
  reach(caller: Caller, ip: string, port: number): Listener | Unreachable
}

/** The wire between machines, as those who run them see it. */
export interface NodeWire extends Wire {
  /**
   * Cuts a node off: nothing new passes between it and anybody else, within it all goes on. Returns what plugs it in again.
   * Connections that are open stay so: TCP itself would wait for minutes.
   */
  unplug(node: string): () => void
}
