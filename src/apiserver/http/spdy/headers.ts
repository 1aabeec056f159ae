// Header blocks of SPDY/3.1: names and values with their lengths, within one compressed stream for each direction.
import { constants, inflateSync } from 'node:zlib'
import { DICTIONARY, DICTIONARY_ID } from './dictionary'

const COMPRESSED_MAX_BYTES = 1024 * 1024

/** Reads the blocks of one connection. They are few and small: each time all that came so far is inflated again. */
export class HeaderReader {
  private compressed: Buffer = Buffer.alloc(0)
  private read = 0

  /** Throws when the block is none. */
  take(block: Buffer): Map<string, string> {
    this.compressed = Buffer.concat([this.compressed, block])
    if (this.compressed.length > COMPRESSED_MAX_BYTES) throw new Error('too many header blocks')
    const all = inflateSync(this.compressed, { dictionary: DICTIONARY, finishFlush: constants.Z_SYNC_FLUSH })
    const plain = all.subarray(this.read)
    this.read = all.length
    return parse(plain)
  }
}

function parse(plain: Buffer): Map<string, string> {
  const headers = new Map<string, string>()
  let at = 4
  const text = (): string => {
    const length = plain.readUInt32BE(at)
    at += 4 + length
    return plain.subarray(at - length, at).toString('utf8')
  }
  for (let left = plain.readUInt32BE(0); left > 0; left--) headers.set(text(), text())
  return headers
}

/** An empty stored block: only then Go's inflater gives out what came before. */
const FLUSHED = Buffer.from([0, 0, 0, 0xff, 0xff])

/** Writes the blocks of one connection, stored and not compressed, which every inflater reads. */
export class HeaderWriter {
  private begun = false

  block(headers: ReadonlyMap<string, string>): Buffer {
    const parts = [
      uint32(headers.size),
      ...[...headers].flatMap(([name, value]) => [
        uint32(Buffer.byteLength(name)),
        Buffer.from(name),
        uint32(Buffer.byteLength(value)),
        Buffer.from(value),
      ]),
    ]
    const plain = Buffer.concat(parts)
    const stored = Buffer.alloc(5)
    stored.writeUInt16LE(plain.length, 1)
    stored.writeUInt16LE(plain.length ^ 0xffff, 3)
    const head = this.begun ? Buffer.alloc(0) : Buffer.concat([Buffer.from([0x78, 0x20]), uint32(DICTIONARY_ID)])
    this.begun = true
    return Buffer.concat([head, stored, plain, FLUSHED])
  }
}

export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
