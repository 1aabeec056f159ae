// Amounts of CPU and memory, as top prints them. Follows kubectl/pkg/metricsutil, v1.36.
import { CommandError } from '../../failure'
import type { FlagValues } from '../../flags/flag-values'
import {
  addQuantities,
  parseQuantity,
  type Quantity,
  quantityMilliValue,
  quantityValue,
  ZERO,
} from '../../../objects/quantity'
import type { Session } from '../../session'

export interface Usage {
  readonly cpu: Quantity
  readonly memory: Quantity
}

export const NO_USAGE: Usage = { cpu: ZERO, memory: ZERO }

export const usageOf = (list: Readonly<Record<string, string>> | undefined): Usage => ({
  cpu: parseQuantity(list?.['cpu'] ?? '0'),
  memory: parseQuantity(list?.['memory'] ?? '0'),
})

export const addUsage = (a: Usage, b: Usage): Usage => ({
  cpu: addQuantities(a.cpu, b.cpu),
  memory: addQuantities(a.memory, b.memory),
})

export const cpuText = ({ cpu }: Usage): string => `${quantityMilliValue(cpu)}m`
export const memoryText = ({ memory }: Usage): string => `${Math.floor(quantityValue(memory) / (1024 * 1024))}Mi`

/** The greater usage first with --sort-by, else by name. */
export function compareUsage(order: string, a: Named, b: Named): number {
  if (order === 'cpu') return quantityMilliValue(b.usage.cpu) - quantityMilliValue(a.usage.cpu)
  if (order === 'memory') return quantityValue(b.usage.memory) - quantityValue(a.usage.memory)
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0
}

interface Named {
  readonly name: string
  readonly usage: Usage
}

export function checkOrder(flags: FlagValues): void {
  if (!['', 'cpu', 'memory'].includes(flags.string('sort-by'))) {
    throw new CommandError('--sort-by accepts only cpu or memory')
  }
}

/** Throws when nobody serves metrics. */
export async function checkMetricsApi(session: Session): Promise<void> {
  const groups = await session.mapper.all(0)
  if (!groups.some(({ name }) => name === 'metrics.k8s.io')) throw new CommandError('Metrics API not available')
}
