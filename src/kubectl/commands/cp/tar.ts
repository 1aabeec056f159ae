// Tar archives (ustar) of plain files and folders, as bytes, one a character.

const BLOCK = 512

export interface TarEntry {
  /** folders end with a slash */
  readonly name: string
  /** one a character */
  readonly bytes: string
}

export function writeTar(entries: readonly TarEntry[]): string {
  const body = entries.map(
    ({ name, bytes }) => header(name, bytes.length) + bytes + '\0'.repeat((BLOCK - (bytes.length % BLOCK)) % BLOCK),
  )
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
  const sum = Array.from(before + ' '.repeat(8) + after).reduce((total, char) => total + char.charCodeAt(0), 0)
  return `${before}${sum.toString(8).padStart(6, '0')}\0 ${after}`
}

function field(text: string, width: number): string {
  const bytes = bytesOfText(text)
  const missing = width - bytes.length
  if (missing < 0) throw new Error(`${text}: name too long for a tar archive`)
  return bytes + '\0'.repeat(missing)
}

const bytesOfText = (text: string): string =>
  Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('')

/** What bytes say, in UTF-8. */
export const textOfBytes = (bytes: string): string =>
  new TextDecoder().decode(Uint8Array.from(bytes, (char) => char.charCodeAt(0)))

/** Entries of an archive; links and devices are left out. */
export function readTar(archive: string): TarEntry[] {
  const cText = (from: number, length: number): string =>
    textOfBytes(archive.slice(from, from + length).replace(/\0.*$/s, ''))
  const entries: TarEntry[] = []
  for (let at = 0; at + BLOCK <= archive.length && archive[at] !== '\0';) {
    const prefix = cText(at + 345, 155)
    const name = prefix === '' ? cText(at, 100) : `${prefix}/${cText(at, 100)}`
    const size = Number.parseInt(cText(at + 124, 12).trim() || '0', 8)
    const type = cText(at + 156, 1)
    const start = at + BLOCK
    if (type === '' || type === '0') entries.push({ name, bytes: archive.slice(start, start + size) })
    if (type === '5') entries.push({ name: name.endsWith('/') ? name : `${name}/`, bytes: '' })
    at = start + Math.ceil(size / BLOCK) * BLOCK
  }
  return entries
}
