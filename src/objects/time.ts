// Times of the API: RFC 3339 to the second (metav1.Time) or to the microsecond (metav1.MicroTime).

// Many writes happen at one instant: the text of the last second is kept.
let lastSecond = NaN
let lastText = ''

export function timeText(instant: number): string {
  const second = Math.floor(instant / 1000)
  if (second !== lastSecond) {
    lastText = new Date(second * 1000).toISOString().replace('.000Z', 'Z')
    lastSecond = second
  }
  return lastText
}

export const microTimeText = (instant: number): string => new Date(instant).toISOString().replace('Z', '000Z')

/** Milliseconds since the epoch; NaN for what is no time. */
export const instantOf = (text: string): number => Date.parse(text)
