// Times of the API: RFC 3339 to the second (metav1.Time) or to the microsecond (metav1.MicroTime).

export const timeText = (instant: number): string => new Date(Math.floor(instant / 1000) * 1000).toISOString().replace('.000Z', 'Z')

export const microTimeText = (instant: number): string => new Date(instant).toISOString().replace('Z', '000Z')

/** Milliseconds since the epoch; NaN for what is no time. */
export const instantOf = (text: string): number => Date.parse(text)
