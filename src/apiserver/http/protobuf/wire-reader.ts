// The wire format of protocol buffers: varints, fixed-size numbers and length-delimited bytes.

export type WireValue =
  | { readonly wire: 'varint'; readonly value: bigint }
  | { readonly wire: 'double'; readonly value: number }
  | { readonly wire: 'bytes'; readonly value: Uint8Array }

export interface WireField {
  readonly number: number
  readonly value: WireValue
}

/** Bytes that are no protocol buffer. */
export class MalformedMessage extends Error {}

/** Yields the fields of a message in their order. Throws MalformedMessage. */
export function* wireFields(bytes: Uint8Array): Generator<WireField> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  const varint = (): bigint => {
    let value = 0n
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes[at++]
      if (byte === undefined) throw new MalformedMessage('unexpected EOF')
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return value
    }
    throw new MalformedMessage('proto: integer overflow')
  }
  const take = (length: number): number => {
    if (at + length > bytes.length) throw new MalformedMessage('unexpected EOF')
    at += length
    return at - length
  }
  while (at < bytes.length) {
    const key = Number(varint() & 0xffffffffn)
    const number = key >>> 3
    const kind = key & 7
    if (kind === 0) yield { number, value: { wire: 'varint', value: varint() } }
    else if (kind === 1) yield { number, value: { wire: 'double', value: view.getFloat64(take(8), true) } }
    else if (kind === 5) yield { number, value: { wire: 'varint', value: BigInt(view.getUint32(take(4), true)) } }
    else if (kind === 2) {
      const length = Number(varint())
      const start = take(length)
      yield { number, value: { wire: 'bytes', value: bytes.subarray(start, start + length) } }
    } else throw new MalformedMessage(`proto: illegal wireType ${kind}`)
  }
}
