// What `diff -u` prints of two texts. Follows GNU diffutils: a shortest edit, then its runs slid as analyze.c does.

const CONTEXT_LINES = 3

/** The hunks between two texts; '' when they are the same. */
export function unifiedDiff(before: string, after: string): string {
  if (before === after) return ''
  const [left, right] = [linesOf(before), linesOf(after)]
  const { removed, added } = changedLines(left, right)
  slide(left, removed, added)
  slide(right, added, removed)
  return hunks(edits(left, right, removed, added))
}

const linesOf = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'))

interface Changed {
  readonly removed: boolean[]
  readonly added: boolean[]
}

function changedLines(left: readonly string[], right: readonly string[]): Changed {
  const common = longestCommon(left, right)
  const removed: boolean[] = left.map(() => true)
  const added: boolean[] = right.map(() => true)
  let [i, j] = [0, 0]
  while (i < left.length && j < right.length) {
    if (left[i] === right[j]) {
      removed[i] = false
      added[j] = false
      i += 1
      j += 1
    } else if (lengthAt(common, i + 1, j) >= lengthAt(common, i, j + 1)) i += 1
    else j += 1
  }
  return { removed, added }
}

const lengthAt = (lengths: readonly Uint32Array[], i: number, j: number): number => lengths[i]?.[j] ?? 0

/** How many lines the rests of both texts have in common, from each pair of places. */
function longestCommon(left: readonly string[], right: readonly string[]): Uint32Array[] {
  const lengths = Array.from({ length: left.length + 1 }, () => new Uint32Array(right.length + 1))
  for (let i = left.length - 1; i >= 0; i -= 1) {
    const row = lengths[i] as Uint32Array
    for (let j = right.length - 1; j >= 0; j -= 1) {
      row[j] =
        left[i] === right[j]
          ? lengthAt(lengths, i + 1, j + 1) + 1
          : Math.max(lengthAt(lengths, i + 1, j), row[j + 1] ?? 0)
    }
  }
  return lengths
}

/** Moves each run of changed lines down as far as it goes, or back beside a change of the other text. */
function slide(lines: readonly string[], changed: boolean[], other: readonly boolean[]): void {
  const end = lines.length
  let [i, j] = [0, 0]
  for (;;) {
    while (i < end && !changed[i]) {
      while (other[j++]);
      i += 1
    }
    if (i === end) return
    let start = i
    while (changed[++i]);
    while (other[j]) j += 1
    let length: number
    let corresponding: number
    do {
      length = i - start
      while (start > 0 && lines[start - 1] === lines[i - 1]) {
        changed[--start] = true
        changed[--i] = false
        while (changed[start - 1]) start -= 1
        while (other[--j]);
      }
      corresponding = other[j - 1] ? i : end
      while (i !== end && lines[start] === lines[i]) {
        changed[start++] = false
        changed[i++] = true
        while (changed[i]) i += 1
        while (other[++j]) corresponding = i
      }
    } while (length !== i - start)
    while (corresponding < i) {
      changed[--start] = true
      changed[--i] = false
      while (other[--j]);
    }
  }
}

interface Edit {
  readonly sign: ' ' | '-' | '+'
  readonly text: string
}

function edits(
  left: readonly string[],
  right: readonly string[],
  removed: readonly boolean[],
  added: readonly boolean[],
): Edit[] {
  const all: Edit[] = []
  let [i, j] = [0, 0]
  while (i < left.length || j < right.length) {
    if (removed[i]) all.push({ sign: '-', text: left[i++] as string })
    else if (added[j]) all.push({ sign: '+', text: right[j++] as string })
    else {
      all.push({ sign: ' ', text: left[i++] as string })
      j += 1
    }
  }
  return all
}

function hunks(all: readonly Edit[]): string {
  let text = ''
  let [left, right, at] = [0, 0, 0]
  const count = (list: readonly Edit[], sign: '-' | '+'): number =>
    list.filter((each) => each.sign === ' ' || each.sign === sign).length
  for (const [from, to] of spans(all)) {
    const skipped = all.slice(at, from)
    left += count(skipped, '-')
    right += count(skipped, '+')
    const shown = all.slice(from, to)
    const [removed, added] = [count(shown, '-'), count(shown, '+')]
    text += `@@ -${range(left, removed)} +${range(right, added)} @@\n${shown.map((each) => `${each.sign}${each.text}\n`).join('')}`
    left += removed
    right += added
    at = to
  }
  return text
}

const range = (before: number, count: number): string =>
  count === 1 ? String(before + 1) : `${count === 0 ? before : before + 1},${count}`

/** From where to where each hunk goes; changes near each other share one. */
function spans(all: readonly Edit[]): [number, number][] {
  const found: [number, number][] = []
  all.forEach(({ sign }, i) => {
    if (sign === ' ') return
    const latest = found.at(-1)
    const to = Math.min(all.length, i + CONTEXT_LINES + 1)
    if (latest && i - CONTEXT_LINES <= latest[1]) latest[1] = to
    else found.push([Math.max(0, i - CONTEXT_LINES), to])
  })
  return found
}
