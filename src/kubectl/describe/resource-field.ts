// Follows kubectl/pkg/util/resource ExtractContainerResourceValue, v1.36.
import type { Container } from '../../objects/kinds'
import { isZeroQuantity, parseQuantity, quantityMilliValue, quantityValue } from '../../objects/quantity'

interface ResourceField {
  readonly resource: string
  readonly divisor?: string | number
}

/** `limits.cpu` and friends divided by the divisor and rounded up; '0' for what is not set. */
export function resourceFieldText(container: Container, { resource, divisor }: ResourceField): string {
  const [side = '', ...rest] = resource.split('.')
  const name = rest.join('.')
  const list = side === 'limits' ? container.resources?.limits : container.resources?.requests
  const amount = parseQuantity(list?.[name] ?? '0')
  const given = parseQuantity(divisor ?? '1')
  const by = isZeroQuantity(given) ? parseQuantity('1') : given
  const [value, unit] =
    name === 'cpu' ? [quantityMilliValue(amount), quantityMilliValue(by)] : [quantityValue(amount), quantityValue(by)]
  return String(Math.ceil(value / unit))
}
