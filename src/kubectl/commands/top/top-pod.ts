// Follows kubectl/pkg/cmd/top/top_pod.go, v1.36.
import { durationText } from '../../../objects/duration'
import type { Pod } from '../../../objects/kinds'
import type { Command } from '../../command'
import { CommandError, usageError } from '../../failure'
import type { FlagValues } from '../../flags/flag-values'
import { topHelp } from '../../help/top'
import type { HelpPage } from '../../help/help-page'
import { type AnyObject, listAt, textAt, valueAt } from '../../objects'
import { TABLE_TABS, TabWriter } from '../../output/tab-writer'
import type { Session } from '../../session'
import {
  addUsage,
  checkMetricsApi,
  checkOrder,
  compareUsage,
  cpuText,
  memoryText,
  NO_USAGE,
  type Usage,
  usageOf,
} from './usage'

/** A Pod older than this should have metrics. */
const METRICS_DELAY_MS = 2 * 60_000

export const topPod: Command = {
  name: 'pod',
  help: topHelp['top pod'] as HelpPage,
  async run(args, flags, session) {
    if (args.length > 1) throw usageError(session.commandPath, 'pod [NAME | -l label]')
    const [name] = args
    checkOrder(flags)
    if (name !== undefined && (flags.string('selector') !== '' || flags.string('field-selector') !== '')) {
      throw new CommandError('only one of NAME or selector can be provided')
    }
    await checkMetricsApi(session)
    const metrics = await itemsOf('/apis/metrics.k8s.io/v1beta1', name, flags, session)
    if (metrics.length === 0) await explainEmpty(name, flags, session)
    else print(metrics.map(podUsage), flags, session)
  },
}

async function itemsOf(
  root: string,
  name: string | undefined,
  flags: FlagValues,
  session: Session,
): Promise<readonly AnyObject[]> {
  const everywhere = flags.bool('all-namespaces')
  const path = everywhere ? `${root}/pods` : `${root}/namespaces/${session.namespace}/pods`
  if (name !== undefined) return [await session.api.call({ method: 'GET', path: `${path}/${name}` })]
  const query = {
    ...(flags.string('selector') === '' ? {} : { labelSelector: flags.string('selector') }),
    ...(flags.string('field-selector') === '' ? {} : { fieldSelector: flags.string('field-selector') }),
  }
  return listAt(await session.api.call({ method: 'GET', path, query }), 'items') as readonly AnyObject[]
}

async function explainEmpty(name: string | undefined, flags: FlagValues, session: Session): Promise<void> {
  const pods = (await itemsOf('/api/v1', name, flags, session)) as unknown as readonly Pod[]
  if (pods.length === 0) {
    session.err(
      flags.bool('all-namespaces') ? 'No resources found\n' : `No resources found in ${session.namespace} namespace.\n`,
    )
    return
  }
  for (const { metadata } of pods) {
    const age = session.now() - Date.parse(metadata.creationTimestamp)
    if (age > METRICS_DELAY_MS) {
      throw new CommandError(
        `Metrics not available for pod ${metadata.namespace ?? ''}/${metadata.name}, age: ${durationText(age)}`,
      )
    }
  }
  throw new CommandError('metrics not available yet')
}

interface PodUsage {
  readonly namespace: string
  readonly name: string
  readonly usage: Usage
  readonly containers: readonly { readonly name: string; readonly usage: Usage }[]
}

function podUsage(metrics: AnyObject): PodUsage {
  const containers = listAt(metrics, 'containers').map((each) => ({
    name: textAt(each, 'name'),
    usage: usageOf(valueAt(each, 'usage') as Record<string, string>),
  }))
  return {
    namespace: textAt(metrics, 'metadata', 'namespace'),
    name: textAt(metrics, 'metadata', 'name'),
    usage: containers.reduce((sum, { usage }) => addUsage(sum, usage), NO_USAGE),
    containers,
  }
}

function print(pods: readonly PodUsage[], flags: FlagValues, session: Session): void {
  const order = flags.string('sort-by')
  const everywhere = flags.bool('all-namespaces')
  const byContainer = flags.bool('containers')
  const swap = flags.bool('show-swap') ? ['0Mi'] : []
  const tabs = new TabWriter(TABLE_TABS, (text) => session.out(text))
  const line = (cells: readonly string[]): void => tabs.write(`${cells.map((cell) => `${cell}\t`).join('')}\n`)
  const before = [...(everywhere ? ['NAMESPACE'] : []), ...(byContainer ? ['POD'] : [])]
  const columns = [...before, 'NAME', 'CPU(cores)', 'MEMORY(bytes)', ...(swap.length > 0 ? ['SWAP(bytes)'] : [])]
  if (!flags.bool('no-headers')) line(columns)
  const sorted = [...pods].sort((a, b) => {
    if (order === '' && everywhere && a.namespace !== b.namespace) return a.namespace < b.namespace ? -1 : 1
    return compareUsage(order, a, b)
  })
  for (const pod of sorted) {
    const first = everywhere ? [pod.namespace] : []
    const rows = byContainer ? [...pod.containers].sort((a, b) => compareUsage(order, a, b)) : [pod]
    const own = byContainer ? [...first, pod.name] : first
    for (const { name, usage } of rows) line([...own, name, cpuText(usage), memoryText(usage), ...swap])
  }
  if (flags.bool('sum'))
    printSum(pods, line, flags.bool('no-headers') ? columns.length - before.length : columns.length)
  tabs.flush()
}

function printSum(pods: readonly PodUsage[], line: (cells: readonly string[]) => void, width: number): void {
  const total = pods.reduce((sum, { usage }) => addUsage(sum, usage), NO_USAGE)
  const blank = (count: number): string[] => Array.from({ length: Math.max(0, count) }, () => '')
  line([...blank(width - 2), '________', '________'])
  line([...blank(width - 3), '', cpuText(total), memoryText(total)])
}
