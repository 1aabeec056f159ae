// One SPDY/3.1 connection, as far as Kubernetes speaks it (moby/spdystream): streams opened by the client, data in both
// directions, no flow control. Either end of it. Follows the SPDY draft 3.1.
import { StringDecoder } from 'node:string_decoder'
import { HeaderReader, HeaderWriter, uint32 } from './headers'

const SYN_STREAM = 1
const SYN_REPLY = 2
const RST_STREAM = 3
const PING = 6
const GOAWAY = 7
const FIN = 1
const FRAME_MAX_BYTES = 16 * 1024 * 1024
const STREAMS_MAX = 1000

export interface SpdyStream {
  readonly id: number
  /** lower-case names */
  readonly headers: ReadonlyMap<string, string>
  write(data: string | Buffer): void
  /** No more will be written. */
  end(): void
  onData(handler: (text: string) => void): void
  /** Instead of `onData`, for what need not be text. */
  onBytes(handler: (bytes: Buffer) => void): void
  /** The client writes no more. */
  onEnd(handler: () => void): void
}

/** `send` writes bytes to the wire; `onStream` is told of every stream that the client opens. */
export class SpdySession {
  private waiting: Buffer = Buffer.alloc(0)
  private readonly reader = new HeaderReader()
  private readonly writer = new HeaderWriter()
  private readonly streams = new Map<number, OpenStream>()
  /** a client's numbers are odd, a server's even */
  private nextId = 1

  constructor(
    private readonly send: (bytes: Buffer) => void,
    private readonly onStream: (stream: SpdyStream) => void,
    private readonly onGone: () => void,
    private readonly isClient = false,
  ) {}

  /** A client opens a stream. */
  openStream(headers: ReadonlyMap<string, string>): SpdyStream {
    const id = this.nextId
    this.nextId += 2
    const stream = new OpenStream(id, headers, (data, fin) => this.data(id, data, fin))
    this.streams.set(id, stream)
    const body = Buffer.concat([uint32(id), uint32(0), Buffer.alloc(2), this.writer.block(headers)])
    this.frame(SYN_STREAM, 0, body)
    return stream
  }

  /** Bytes from the wire, in pieces of any size. Throws when they are no SPDY. */
  receive(bytes: Buffer): void {
    this.waiting = this.waiting.length ? Buffer.concat([this.waiting, bytes]) : bytes
    for (;;) {
      if (this.waiting.length < 8) return
      const length = this.waiting.readUIntBE(5, 3)
      if (length > FRAME_MAX_BYTES) throw new Error('frame too large')
      if (this.waiting.length < 8 + length) return
      const head = this.waiting.subarray(0, 8)
      const body = this.waiting.subarray(8, 8 + length)
      this.waiting = this.waiting.subarray(8 + length)
      if ((head[0] as number) & 0x80) this.control(head.readUInt16BE(2), head[4] as number, body)
      else this.streams.get(head.readUInt32BE(0))?.receive(body, ((head[4] as number) & FIN) !== 0)
    }
  }

  private control(type: number, flags: number, body: Buffer): void {
    if (type === SYN_STREAM) this.open(body, (flags & FIN) !== 0)
    else if (type === RST_STREAM) this.streams.get(body.readUInt32BE(0) & 0x7fffffff)?.receive(Buffer.alloc(0), true)
    // The other end's pings have the other end's numbers; the rest are answers.
    else if (type === PING && (body.readUInt32BE(0) & 1) !== (this.isClient ? 1 : 0)) this.frame(PING, 0, body)
    else if (type === GOAWAY) this.onGone()
  }

  private open(body: Buffer, isEnded: boolean): void {
    if (this.streams.size >= STREAMS_MAX) throw new Error('too many streams')
    const id = body.readUInt32BE(0) & 0x7fffffff
    const headers = this.reader.take(body.subarray(10))
    const stream = new OpenStream(id, headers, (data, fin) => this.data(id, data, fin))
    this.streams.set(id, stream)
    this.frame(SYN_REPLY, 0, Buffer.concat([uint32(id), this.writer.block(new Map())]))
    this.onStream(stream)
    if (isEnded) stream.receive(Buffer.alloc(0), true)
  }

  private frame(type: number, flags: number, body: Buffer): void {
    const head = Buffer.alloc(8)
    head.writeUInt16BE(0x8003, 0)
    head.writeUInt16BE(type, 2)
    head[4] = flags
    head.writeUIntBE(body.length, 5, 3)
    this.send(Buffer.concat([head, body]))
  }

  private data(id: number, data: Buffer, fin: boolean): void {
    const head = Buffer.alloc(8)
    head.writeUInt32BE(id, 0)
    head[4] = fin ? FIN : 0
    head.writeUIntBE(data.length, 5, 3)
    this.send(Buffer.concat([head, data]))
  }
}

class OpenStream implements SpdyStream {
  private readonly early: Buffer[] = []
  private dataHandler: ((bytes: Buffer) => void) | undefined
  private endHandler: (() => void) | undefined
  private hasEnded = false
  private isClosed = false

  constructor(
    readonly id: number,
    readonly headers: ReadonlyMap<string, string>,
    private readonly send: (data: Buffer, fin: boolean) => void,
  ) {}

  receive(bytes: Buffer, fin: boolean): void {
    if (bytes.length > 0 && this.dataHandler) this.dataHandler(bytes)
    else if (bytes.length > 0) this.early.push(bytes)
    if (!fin || this.hasEnded) return
    this.hasEnded = true
    this.endHandler?.()
  }

  write(data: string | Buffer): void {
    if (!this.isClosed && data.length > 0) this.send(Buffer.from(data as string), false)
  }

  end(): void {
    if (this.isClosed) return
    this.isClosed = true
    this.send(Buffer.alloc(0), true)
  }

  onData(handler: (text: string) => void): void {
    const decoder = new StringDecoder('utf8')
    this.onBytes((bytes) => {
      const text = decoder.write(bytes)
      if (text) handler(text)
    })
  }

  onBytes(handler: (bytes: Buffer) => void): void {
    this.dataHandler = handler
    for (const bytes of this.early.splice(0)) handler(bytes)
  }

  onEnd(handler: () => void): void {
    this.endHandler = handler
    if (this.hasEnded) handler()
  }
}
