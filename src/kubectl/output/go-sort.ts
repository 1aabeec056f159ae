// The order in which Go's sort.Sort leaves elements that are equal: it is not stable, but it is always the same. Follows Go's
// sort/zsortinterface.go (pattern-defeating quicksort), with which kubectl 1.36 sorts.

/** A copy of the elements in order, as sort.Sort with this `less` leaves them. */
export function goSort<T>(elements: readonly T[], less: (a: T, b: T) => boolean): T[] {
  const sorter = new Sorter([...elements], less)
  if (elements.length > 1) sorter.sort(0, elements.length, bitLength(elements.length))
  return sorter.elements
}

const bitLength = (value: number): number => 32 - Math.clz32(value)

const INSERTION_MAX = 12
const NINTHER_MIN = 50
const SHIFTING_MIN = 50
const PARTIAL_STEPS_MAX = 5
const SWAPS_MAX = 12
const PATTERN_MIN = 8

type Hint = 'unknown' | 'increasing' | 'decreasing'

class Sorter<T> {
  private swaps = 0

  constructor(
    readonly elements: T[],
    private readonly lessThan: (a: T, b: T) => boolean,
  ) {}

  sort(from: number, to: number, depth: number): void {
    let [a, b, limit] = [from, to, depth]
    let isBalanced = true
    let isPartitioned = true
    for (;;) {
      const length = b - a
      if (length <= INSERTION_MAX) return this.insertionSort(a, b)
      if (limit === 0) return this.heapSort(a, b)
      if (!isBalanced) {
        this.breakPatterns(a, b)
        limit -= 1
      }
      let [pivot, hint] = this.choosePivot(a, b)
      if (hint === 'decreasing') {
        this.reverse(a, b)
        pivot = b - 1 - (pivot - a)
        hint = 'increasing'
      }
      if (isBalanced && isPartitioned && hint === 'increasing' && this.partialInsertionSort(a, b)) return
      if (a > 0 && !this.less(a - 1, pivot)) {
        a = this.partitionEqual(a, b, pivot)
        continue
      }
      const [middle, already] = this.partition(a, b, pivot)
      isPartitioned = already
      const [left, right] = [middle - a, b - middle]
      isBalanced = Math.min(left, right) >= Math.floor(length / 8)
      if (left < right) {
        this.sort(a, middle, limit)
        a = middle + 1
      } else {
        this.sort(middle + 1, b, limit)
        b = middle
      }
    }
  }

  private less(i: number, j: number): boolean {
    return this.lessThan(this.elements[i] as T, this.elements[j] as T)
  }

  private swap(i: number, j: number): void {
    const { elements } = this
    const kept = elements[i] as T
    elements[i] = elements[j] as T
    elements[j] = kept
  }

  private insertionSort(a: number, b: number): void {
    for (let i = a + 1; i < b; i += 1) for (let j = i; j > a && this.less(j, j - 1); j -= 1) this.swap(j, j - 1)
  }

  private heapSort(a: number, b: number): void {
    const length = b - a
    for (let i = Math.floor((length - 1) / 2); i >= 0; i -= 1) this.siftDown(i, length, a)
    for (let i = length - 1; i >= 0; i -= 1) {
      this.swap(a, a + i)
      this.siftDown(0, i, a)
    }
  }

  private siftDown(low: number, high: number, first: number): void {
    for (let root = low; ;) {
      let child = 2 * root + 1
      if (child >= high) return
      if (child + 1 < high && this.less(first + child, first + child + 1)) child += 1
      if (!this.less(first + root, first + child)) return
      this.swap(first + root, first + child)
      root = child
    }
  }

  private partition(a: number, b: number, pivot: number): [middle: number, already: boolean] {
    this.swap(a, pivot)
    let [i, j] = this.closeIn(a, a + 1, b - 1)
    const already = i > j
    while (i <= j) {
      this.swap(i, j)
      ;[i, j] = this.closeIn(a, i + 1, j - 1)
    }
    this.swap(j, a)
    return [j, already]
  }

  // The next two that stand on the wrong sides of the pivot at `a`.
  private closeIn(a: number, from: number, to: number): [number, number] {
    let [i, j] = [from, to]
    while (i <= j && this.less(i, a)) i += 1
    while (i <= j && !this.less(j, a)) j -= 1
    return [i, j]
  }

  private partitionEqual(a: number, b: number, pivot: number): number {
    this.swap(a, pivot)
    let [i, j] = [a + 1, b - 1]
    for (;;) {
      while (i <= j && !this.less(a, i)) i += 1
      while (i <= j && this.less(a, j)) j -= 1
      if (i > j) return i
      this.swap(i, j)
      i += 1
      j -= 1
    }
  }

  private partialInsertionSort(a: number, b: number): boolean {
    let i = a + 1
    for (let step = 0; step < PARTIAL_STEPS_MAX; step += 1) {
      while (i < b && !this.less(i, i - 1)) i += 1
      if (i === b) return true
      if (b - a < SHIFTING_MIN) return false
      this.swap(i, i - 1)
      if (i - a >= 2) for (let j = i - 1; j >= 1 && this.less(j, j - 1); j -= 1) this.swap(j, j - 1)
      if (b - i >= 2) for (let j = i + 1; j < b && this.less(j, j - 1); j += 1) this.swap(j, j - 1)
    }
    return false
  }

  private breakPatterns(a: number, b: number): void {
    const length = b - a
    if (length < PATTERN_MIN) return
    const next = xorshift(length)
    const mask = (1 << bitLength(length)) - 1
    const middle = a + Math.floor(length / 4) * 2 - 1
    for (let i = 0; i < 3; i += 1) {
      const other = next() & mask
      this.swap(middle + i, a + (other >= length ? other - length : other))
    }
  }

  private choosePivot(a: number, b: number): [pivot: number, hint: Hint] {
    const length = b - a
    const quarter = Math.floor(length / 4)
    let [i, j, k] = [a + quarter, a + quarter * 2, a + quarter * 3]
    this.swaps = 0
    if (length >= PATTERN_MIN) {
      if (length >= NINTHER_MIN)
        [i, j, k] = [this.median(i - 1, i, i + 1), this.median(j - 1, j, j + 1), this.median(k - 1, k, k + 1)]
      j = this.median(i, j, k)
    }
    return [j, this.swaps === 0 ? 'increasing' : this.swaps === SWAPS_MAX ? 'decreasing' : 'unknown']
  }

  private median(first: number, second: number, third: number): number {
    let [a, b] = this.ordered(first, second)
    let c = third
    ;[b, c] = this.ordered(b, c)
    ;[a, b] = this.ordered(a, b)
    return b
  }

  private ordered(a: number, b: number): [number, number] {
    if (!this.less(b, a)) return [a, b]
    this.swaps += 1
    return [b, a]
  }

  private reverse(a: number, b: number): void {
    for (let i = a, j = b - 1; i < j; i += 1, j -= 1) this.swap(i, j)
  }
}

/** Numbers of 64 bits, of which the lowest 31 are returned: no list is longer. */
function xorshift(seed: number): () => number {
  let state = BigInt(seed)
  return () => {
    state ^= BigInt.asUintN(64, state << 13n)
    state ^= state >> 7n
    state ^= BigInt.asUintN(64, state << 17n)
    return Number(state & 0x7fffffffn)
  }
}
