// Follows kubectl/pkg/cmd/autoscale/autoscale.go, v1.36.
import { apiVersionOf } from '../../objects/kube-object'
import type { Command } from '../command'
import { CommandError } from '../failure'
import type { FlagValues } from '../flags/flag-values'
import { autoscaleHelp } from '../help/autoscale'
import type { HelpPage } from '../help/help-page'
import { canonicalQuantity, isQuantity } from '../../objects/quantity'
import type { AnyObject } from '../objects'
import { objectPrinter } from '../output/object-printer'
import { findResources } from '../resources/find-resources'
import type { ResourceMapping } from '../resources/resource-mapping'
import type { Session } from '../session'
import { withCause } from './change-cause'
import { withOwnLastApplied } from './create/generate'
import { dryRunOf, operationText, writeQuery } from './dry-run'
import { filesNamed } from './named-files'

export const autoscale: Command = {
  name: 'autoscale',
  help: autoscaleHelp.autoscale as HelpPage,
  requiredFlags: ['max'],
  async run(args, flags, session) {
    const dryRun = dryRunOf(flags, session)
    check(flags)
    const found = await findResources(session, {
      args,
      ...filesNamed(flags),
      continueOnError: true,
      flatten: true,
    })
    let count = 0
    await found.visit(async ({ mapping, name }) => {
      if (!mapping) return
      checkScalable(mapping)
      count += 1
      const autoscaler = withCause(autoscalerOf(name, mapping, session), session, args)
      const print = await objectPrinter(flags, session, {
        operation: operationText(dryRun === 'client' ? 'created' : 'autoscaled', dryRun),
        sorted: false,
      })
      if (dryRun === 'client') return print(autoscaler)
      const full = flags.bool('save-config') ? withOwnLastApplied(autoscaler) : autoscaler
      const autoscalers = await session.mapper.mappingFor('horizontalpodautoscalers.v2.autoscaling')
      try {
        print(
          await session.api.create({ mapping: autoscalers, namespace: session.namespace }, full, {
            query: writeQuery(flags, dryRun),
          }),
        )
      } catch (error) {
        throw withoutOlderVersion(flags) ?? error
      }
    })
    if (count === 0) throw new CommandError('no objects passed to autoscale')
  },
}

function check(flags: FlagValues): void {
  const [min, max, percent, cpu] = [flags.int('min'), flags.int('max'), flags.int('cpu-percent'), flags.string('cpu')]
  if (max < 1) throw new CommandError(`--max=MAXPODS is required and must be at least 1, max: ${max}`)
  if (max < min)
    throw new CommandError(`--max=MAXPODS must be larger or equal to --min=MINPODS, max: ${max}, min: ${min}`)
  if (percent > 0 && cpu !== '') throw new CommandError('--cpu-percent and --cpu are mutually exclusive')
  if (cpu !== '') targetOf(cpu, 'cpu')
  if (flags.string('memory') !== '') targetOf(flags.string('memory'), 'memory')
}

function checkScalable({ kind, resource, scalable, ...mapping }: ResourceMapping): void {
  if (scalable) return
  throw new CommandError(
    `cannot autoscale a ${kind}: could not find scale subresource for ${mapping.group}/${mapping.version}, Resource=${resource} in discovery information`,
  )
}

/** What the server refused is tried as autoscaling/v1 when that can say the same; it would be refused in the same words. */
function withoutOlderVersion(flags: FlagValues): Error | undefined {
  const cpu = flags.string('cpu').trim()
  const incompatible = (why: string): Error =>
    new CommandError(
      `failed to create autoscaling/v2 HPA and the configuration is incompatible with autoscaling/v1: ${why}`,
    )
  if (cpu === '') return incompatible('empty input')
  return flags.string('memory') === '' && cpu.endsWith('%') ? undefined : incompatible('%!w(<nil>)')
}

function autoscalerOf(
  target: string,
  mapping: ResourceMapping,
  { flags, namespace, explicitNamespace }: Session,
): AnyObject {
  const min = flags.int('min')
  const metrics = metricsOf(flags)
  return {
    kind: 'HorizontalPodAutoscaler',
    apiVersion: 'autoscaling/v2',
    metadata: { name: flags.string('name') || target, ...(explicitNamespace ? { namespace } : {}) },
    spec: {
      scaleTargetRef: { kind: mapping.kind, name: target, apiVersion: apiVersionOf(mapping) },
      ...(min > 0 ? { minReplicas: min } : {}),
      maxReplicas: flags.int('max'),
      ...(metrics.length > 0 ? { metrics } : {}),
    },
    status: { desiredReplicas: 0, currentMetrics: null },
  }
}

function metricsOf(flags: FlagValues): object[] {
  const metric = (name: string, target: object): object => ({ type: 'Resource', resource: { name, target } })
  const percent = flags.int('cpu-percent')
  const cpu = flags.string('cpu')
  const memory = flags.string('memory')
  return [
    ...(percent > 0 ? [metric('cpu', { type: 'Utilization', averageUtilization: percent })] : []),
    ...(cpu === '' ? [] : [metric('cpu', targetOf(cpu, 'cpu'))]),
    ...(memory === '' ? [] : [metric('memory', targetOf(memory, 'memory'))]),
  ]
}

/** `70%`, `500m`, or a bare number: thousandths of a CPU, mebibytes of memory. */
function targetOf(given: string, resource: 'cpu' | 'memory'): object {
  const text = given.trim()
  if (text === '') throw new CommandError('empty input')
  if (text.endsWith('%')) {
    const number = text.slice(0, -1)
    if (!/^\+?\d+$/.test(number)) throw new CommandError(`invalid percentage value: ${number}`)
    return { type: 'Utilization', averageUtilization: Number(number) }
  }
  const isBare = /^[-+]?(\d+\.?\d*|\.\d+)$/.test(text)
  const quantity = isBare ? `${Number(text)}${resource === 'cpu' ? 'm' : 'Mi'}` : text
  if (!isQuantity(quantity)) throw new CommandError(`invalid resource ${resource} value: ${text}`)
  return { type: 'AverageValue', averageValue: canonicalQuantity(quantity) }
}
