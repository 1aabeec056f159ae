// Times of the API: RFC 3339 to the second (metav1.Time) or to the microsecond (metav1.MicroTime).

/** Many writes happen at one instant, and speak of it and of few others: their texts are kept. */
const KEPT_MAX = 64

function remembering(textOf: (unit: number) => string): (unit: number) => string {
  const texts = new Map<number, string>()
  return (unit) => {
    const known = texts.get(unit)
    if (known !== undefined) return known
    if (texts.size >= KEPT_MAX) texts.clear()
    const text = textOf(unit)
    texts.set(unit, text)
    return text
  }
}

const secondText = remembering((second) => new Date(second * 1000).toISOString().replace('.000Z', 'Z'))

export const timeText = (instant: number): string => secondText(Math.floor(instant / 1000))

export const microTimeText = remembering((instant) => new Date(instant).toISOString().replace('Z', '000Z'))

/** Milliseconds since the epoch; NaN for what is no time. */
export const instantOf = (text: string): number => Date.parse(text)
