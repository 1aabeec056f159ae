// A unified diff of lines. Follows difflib (the matcher of Python's library, as upstream uses it), so that hunks are cut in the
// same places.

type Opcode = readonly [tag: 'equal' | 'replace' | 'delete' | 'insert', a1: number, a2: number, b1: number, b2: number]
type Match = readonly [a: number, b: number, size: number]

const CONTEXT_LINES = 3
/** From this many lines on, lines that are everywhere are no anchors. */
const AUTO_JUNK_LINES_MIN = 200

/** Hunks without file names; '' when the texts are equal. */
export function unifiedDiff(before: string, after: string): string {
  const a = linesOf(before)
  const b = linesOf(after)
  return hunks(opcodes(a, b))
    .map((hunk) => hunkText(hunk, a, b))
    .join('')
}

const linesOf = (text: string): string[] => text.split('\n').map((line) => `${line}\n`)

function hunkText(hunk: readonly Opcode[], a: readonly string[], b: readonly string[]): string {
  const first = hunk[0] as Opcode
  const last = hunk.at(-1) as Opcode
  const head = `@@ -${rangeText(first[1], last[2])} +${rangeText(first[3], last[4])} @@\n`
  return (
    head +
    hunk
      .map(([tag, a1, a2, b1, b2]) => {
        if (tag === 'equal') return prefixed(' ', a.slice(a1, a2))
        return prefixed('-', a.slice(a1, a2)) + prefixed('+', b.slice(b1, b2))
      })
      .join('')
  )
}

const prefixed = (sign: string, lines: readonly string[]): string => lines.map((line) => sign + line).join('')

function rangeText(start: number, stop: number): string {
  const length = stop - start
  if (length === 1) return String(start + 1)
  return `${length === 0 ? start : start + 1},${length}`
}

/** Changes with their context; changes that are near each other share a hunk. */
function hunks(codes: readonly Opcode[]): Opcode[][] {
  const all = trimmed(codes)
  const groups: Opcode[][] = []
  let group: Opcode[] = []
  for (const [tag, a1, a2, b1, b2] of all) {
    if (tag === 'equal' && a2 - a1 > CONTEXT_LINES * 2) {
      group.push([tag, a1, a1 + CONTEXT_LINES, b1, b1 + CONTEXT_LINES])
      groups.push(group)
      group = [[tag, a2 - CONTEXT_LINES, a2, b2 - CONTEXT_LINES, b2]]
    } else group.push([tag, a1, a2, b1, b2])
  }
  groups.push(group)
  return groups.filter((each) => each.some(([tag]) => tag !== 'equal'))
}

/** Only the nearest lines of what is equal before the first and after the last change. */
function trimmed(codes: readonly Opcode[]): Opcode[] {
  return codes.map((code, index): Opcode => {
    const [tag, a1, a2, b1, b2] = code
    if (tag !== 'equal') return code
    if (index === 0) return [tag, Math.max(a1, a2 - CONTEXT_LINES), a2, Math.max(b1, b2 - CONTEXT_LINES), b2]
    if (index === codes.length - 1)
      return [tag, a1, Math.min(a2, a1 + CONTEXT_LINES), b1, Math.min(b2, b1 + CONTEXT_LINES)]
    return code
  })
}

function opcodes(a: readonly string[], b: readonly string[]): Opcode[] {
  const codes: Opcode[] = []
  let i = 0
  let j = 0
  for (const [ai, bj, size] of matchingBlocks(a, b)) {
    if (i < ai || j < bj) codes.push([i < ai && j < bj ? 'replace' : i < ai ? 'delete' : 'insert', i, ai, j, bj])
    i = ai + size
    j = bj + size
    if (size > 0) codes.push(['equal', ai, i, bj, j])
  }
  return codes
}

function matchingBlocks(a: readonly string[], b: readonly string[]): Match[] {
  const places = placesOf(b)
  const found: Match[] = []
  const search = (alo: number, ahi: number, blo: number, bhi: number): void => {
    const match = longestMatch(a, b, { places, alo, ahi, blo, bhi })
    const [i, j, size] = match
    if (size === 0) return
    if (alo < i && blo < j) search(alo, i, blo, j)
    found.push(match)
    if (i + size < ahi && j + size < bhi) search(i + size, ahi, j + size, bhi)
  }
  search(0, a.length, 0, b.length)
  return [...joined(found), [a.length, b.length, 0]]
}

/** Blocks that touch become one. */
function joined(blocks: readonly Match[]): Match[] {
  const result: Match[] = []
  for (const [i, j, size] of blocks) {
    const last = result.at(-1)
    if (last && last[0] + last[2] === i && last[1] + last[2] === j)
      result[result.length - 1] = [last[0], last[1], last[2] + size]
    else result.push([i, j, size])
  }
  return result
}

function placesOf(lines: readonly string[]): Map<string, number[]> {
  const places = new Map<string, number[]>()
  lines.forEach((line, index) => {
    const known = places.get(line)
    if (known) known.push(index)
    else places.set(line, [index])
  })
  if (lines.length < AUTO_JUNK_LINES_MIN) return places
  const most = Math.floor(lines.length / 100) + 1
  for (const [line, known] of places) if (known.length > most) places.delete(line)
  return places
}

interface Window {
  readonly places: ReadonlyMap<string, number[]>
  readonly alo: number
  readonly ahi: number
  readonly blo: number
  readonly bhi: number
}

function longestMatch(a: readonly string[], b: readonly string[], { places, alo, ahi, blo, bhi }: Window): Match {
  let [i, j, size] = [alo, blo, 0]
  let lengths = new Map<number, number>()
  for (let at = alo; at < ahi; at++) {
    const next = new Map<number, number>()
    for (const place of places.get(a[at] as string) ?? []) {
      if (place < blo) continue
      if (place >= bhi) break
      const length = (lengths.get(place - 1) ?? 0) + 1
      next.set(place, length)
      if (length > size) [i, j, size] = [at - length + 1, place - length + 1, length]
    }
    lengths = next
  }
  while (i > alo && j > blo && a[i - 1] === b[j - 1]) [i, j, size] = [i - 1, j - 1, size + 1]
  while (i + size < ahi && j + size < bhi && a[i + size] === b[j + size]) size++
  return [i, j, size]
}
