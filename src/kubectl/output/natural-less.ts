const DIGITS = /^\d+/

/**
 * Numbers in texts count as numbers: `web-2` before `web-10`, and digits come before all else. Of equal numbers the one with fewer leading
 * zeros is less. Follows github.com/fvbommel/sortorder NaturalLess.
 */
export function naturalLess(first: string, second: string): boolean {
  let [a, b] = [first, second]
  while (a !== '' && b !== '') {
    const [x, y] = [DIGITS.exec(a)?.[0], DIGITS.exec(b)?.[0]]
    if (x === undefined || y === undefined) {
      if ((x === undefined) !== (y === undefined)) return x !== undefined
      const [c, d] = [a.codePointAt(0) as number, b.codePointAt(0) as number]
      if (c !== d) return c < d
      const length = c > 0xffff ? 2 : 1
      ;[a, b] = [a.slice(length), b.slice(length)]
      continue
    }
    const [m, n] = [x.replace(/^0+/, ''), y.replace(/^0+/, '')]
    if (m.length !== n.length) return m.length < n.length
    if (m !== n) return m < n
    if (x.length !== y.length) return x.length < y.length
    ;[a, b] = [a.slice(x.length), b.slice(y.length)]
  }
  return a === '' && b !== ''
}
