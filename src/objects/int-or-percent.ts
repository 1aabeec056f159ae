// Follows apimachinery/pkg/util/intstr, v1.36.
import type { IntOrString } from './kinds'

/** Not a whole number and no percentage. The message is Kubernetes' own. */
export class IntOrPercentError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'IntOrPercentError'
  }
}

/** 3 -> 3; `25%` of the total, rounded up or down. Throws IntOrPercentError for any other text and for undefined. */
export function scaledValue(value: IntOrString | undefined, total: number, round: 'up' | 'down'): number {
  if (value === undefined) throw new IntOrPercentError('nil value for IntOrString')
  if (typeof value === 'number') return value
  const percent = percentOf(value)
  return round === 'up' ? Math.ceil((percent * total) / 100) : Math.floor((percent * total) / 100)
}

function percentOf(text: string): number {
  if (!text.endsWith('%'))
    throw new IntOrPercentError('invalid value for IntOrString: invalid type: string is not a percentage')
  const digits = text.slice(0, -1)
  if (!/^[-+]?\d+$/.test(digits)) {
    const reason = `strconv.Atoi: parsing ${JSON.stringify(digits)}: invalid syntax`
    throw new IntOrPercentError(`invalid value for IntOrString: invalid value ${JSON.stringify(text)}: ${reason}`)
  }
  return Number(digits)
}
