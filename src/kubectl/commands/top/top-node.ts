// Follows kubectl/pkg/cmd/top/top_node.go, v1.36.
import type { Node } from '../../../objects/kinds'
import { quantityMilliValue } from '../../../objects/quantity'
import type { Command } from '../../command'
import { CommandError, usageError } from '../../failure'
import type { FlagValues } from '../../flags/flag-values'
import { topHelp } from '../../help/top'
import type { HelpPage } from '../../help/help-page'
import { type AnyObject, listAt, textAt, valueAt } from '../../objects'
import { TABLE_TABS, TabWriter } from '../../output/tab-writer'
import type { Session } from '../../session'
import { checkMetricsApi, checkOrder, compareUsage, cpuText, memoryText, type Usage, usageOf } from './usage'

const METRICS = '/apis/metrics.k8s.io/v1beta1/nodes'

export const topNode: Command = {
  name: 'node',
  help: topHelp['top node'] as HelpPage,
  async run(args, flags, session) {
    if (args.length > 1) throw usageError(session.commandPath, 'node [NAME | -l label]')
    const [name] = args
    checkOrder(flags)
    if (name !== undefined && flags.string('selector') !== '') {
      throw new CommandError('only one of NAME or --selector can be provided')
    }
    await checkMetricsApi(session)
    const metrics = await itemsOf(METRICS, name, flags, session)
    if (metrics.length === 0) throw new CommandError('metrics not available yet')
    const nodes = (await itemsOf('/api/v1/nodes', name, flags, session)) as unknown as readonly Node[]
    print(metrics, nodes, flags, session)
  },
}

async function itemsOf(
  path: string,
  name: string | undefined,
  flags: FlagValues,
  session: Session,
): Promise<readonly AnyObject[]> {
  if (name !== undefined) return [await session.api.call({ method: 'GET', path: `${path}/${name}` })]
  const selector = flags.string('selector')
  const query = selector === '' ? {} : { labelSelector: selector }
  return listAt(await session.api.call({ method: 'GET', path, query }), 'items') as readonly AnyObject[]
}

function print(metrics: readonly AnyObject[], nodes: readonly Node[], flags: FlagValues, session: Session): void {
  const swap = flags.bool('show-swap')
  const columns = [
    'NAME',
    'CPU(cores)',
    'CPU(%)',
    'MEMORY(bytes)',
    'MEMORY(%)',
    ...(swap ? ['SWAP(bytes)', 'SWAP(%)'] : []),
  ]
  const tabs = new TabWriter(TABLE_TABS, (text) => session.out(text))
  const line = (cells: readonly string[]): void => tabs.write(`${cells.map((cell) => `${cell}\t`).join('')}\n`)
  if (!flags.bool('no-headers')) line(columns)
  const used = metrics.map((each) => ({
    name: textAt(each, 'metadata', 'name'),
    usage: usageOf(valueAt(each, 'usage') as Record<string, string>),
  }))
  used.sort((a, b) => compareUsage(flags.string('sort-by'), a, b))
  const unknown = swap ? ['<unknown>', '<unknown>'] : []
  for (const { name, usage } of used) {
    const node = nodes.find(({ metadata }) => metadata.name === name)
    const whole = node && usageOf(flags.bool('show-capacity') ? node.status.capacity : node.status.allocatable)
    line([
      name,
      cpuText(usage),
      ...share(usage, whole, 'cpu'),
      memoryText(usage),
      ...share(usage, whole, 'memory'),
      ...unknown,
    ])
  }
  for (const { metadata } of nodes) {
    if (!used.some(({ name }) => name === metadata.name))
      line([metadata.name, ...columns.slice(1).map(() => '<unknown>')])
  }
  tabs.flush()
}

function share(usage: Usage, whole: Usage | undefined, name: keyof Usage): string[] {
  if (!whole) return []
  const all = quantityMilliValue(whole[name])
  return [`${all === 0 ? 0 : Math.trunc((quantityMilliValue(usage[name]) / all) * 100)}%`]
}
