// Tar archives (ustar) of plain files and folders, as texts that stand for UTF-8.

const BLOCK = 512

export interface TarEntry {
  /** folders end with a slash */
  readonly name: string
  readonly text: string
}

export function writeTar(entries: readonly TarEntry[]): string {
  const body = entries.map(({ name, text }) => {
    const size = byteLength(text)
    return header(name, size) + text + '\0'.repeat((BLOCK - (size % BLOCK)) % BLOCK)
  })
  return body.join('') + '\0'.repeat(2 * BLOCK)
}

function header(name: string, size: number): string {
  const folder = name.endsWith('/')
  const octal = (value: number, width: number): string => `${value.toString(8).padStart(width - 1, '0')}\0`
  const before = [
    field(name, 100),
    octal(folder ? 0o755 : 0o644, 8),
    octal(0, 8),
    octal(0, 8),
    octal(size, 12),
    octal(0, 12),
  ].join('')
  const after = `${folder ? '5' : '0'}${'\0'.repeat(100)}ustar\x0000${'\0'.repeat(247)}`
  const sum = Array.from(new TextEncoder().encode(before + ' '.repeat(8) + after)).reduce(
    (total, byte) => total + byte,
    0,
  )
  return `${before}${sum.toString(8).padStart(6, '0')}\0 ${after}`
}

function field(text: string, width: number): string {
  const missing = width - byteLength(text)
  if (missing < 0) throw new Error(`${text}: name too long for a tar archive`)
  return text + '\0'.repeat(missing)
}

const byteLength = (text: string): number => new TextEncoder().encode(text).length

/** Entries of an archive; links and devices are left out. */
export function readTar(archive: string): TarEntry[] {
  const bytes = new TextEncoder().encode(archive)
  const decode = (from: number, to: number): string => new TextDecoder().decode(bytes.subarray(from, to))
  const cText = (from: number, length: number): string => decode(from, from + length).replace(/\0.*$/s, '')
  const entries: TarEntry[] = []
  for (let at = 0; at + BLOCK <= bytes.length && bytes[at] !== 0;) {
    const prefix = cText(at + 345, 155)
    const name = prefix === '' ? cText(at, 100) : `${prefix}/${cText(at, 100)}`
    const size = Number.parseInt(cText(at + 124, 12).trim() || '0', 8)
    const type = cText(at + 156, 1)
    const start = at + BLOCK
    if (type === '' || type === '0') entries.push({ name, text: decode(start, start + size) })
    if (type === '5') entries.push({ name: name.endsWith('/') ? name : `${name}/`, text: '' })
    at = start + Math.ceil(size / BLOCK) * BLOCK
  }
  return entries
}
