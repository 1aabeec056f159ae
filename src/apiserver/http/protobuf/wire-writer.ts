// The bytes of protocol buffers: numbered fields, each with its length or its value.

function varint(value: bigint): Buffer {
  const digits: number[] = []
  let rest = BigInt.asUintN(64, value)
  do {
    digits.push(Number(rest & 0x7fn) | (rest > 0x7fn ? 0x80 : 0))
    rest >>= 7n
  } while (rest > 0n)
  return Buffer.from(digits)
}

const key = (number: number, wire: number): Buffer => varint(BigInt((number << 3) | wire))

export const integer = (number: number, value: number): Buffer =>
  Buffer.concat([key(number, 0), varint(BigInt(Math.trunc(value)))])

export const bytes = (number: number, value: Buffer): Buffer =>
  Buffer.concat([key(number, 2), varint(BigInt(value.length)), value])

export const text = (number: number, value: string): Buffer => bytes(number, Buffer.from(value, 'utf8'))

export function double(number: number, value: number): Buffer {
  const eight = Buffer.alloc(8)
  eight.writeDoubleLE(value)
  return Buffer.concat([key(number, 1), eight])
}
