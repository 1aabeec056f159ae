// Follows pkg/controller/podautoscaler/horizontal.go, v1.36.
import { InvalidMetric, proposeByMetric, type MetricProposal, type MetricStatus } from './metrics'
import { firstHistory, normalize, noteScaling, type ScaleHistory, type Verdict } from './normalize'
import type { Tolerances } from './replica-calculator'
import { isApiError, type Scale } from '../../apiserver/client'
import { withCondition } from '../../objects/conditions'
import { canonicalText } from '../../objects/hash'
import { keyOf, keyText } from '../../objects/kube-object'
import type { HorizontalPodAutoscaler } from '../../objects/kinds'
import { parseQuantity, quantityApproximate } from '../../objects/quantity'
import { parseSelector, SelectorError } from '../../objects/selector-text'
import { matches, type Selector } from '../../objects/selectors'
import type { Controller, ReconcileContext } from '../runtime/controller'

/** Every autoscaler is looked at this often and not otherwise: also the first time. */
const SYNC_MS = 15_000
const TOLERANCE = 0.1

export function horizontalPodAutoscalerController(): Controller {
  const memory: Memory = { histories: new Map(), selectors: new Map() }
  return {
    name: 'horizontal-pod-autoscaler',
    wakesOn: [{ kind: 'HorizontalPodAutoscaler', delayMs: SYNC_MS, keys: ({ object }) => [keyOf(object)] }],
    reconcile(key, context) {
      const autoscaler = context.read.get('HorizontalPodAutoscaler', key.namespace, key.name)
      if (!autoscaler) {
        memory.histories.delete(keyText(key))
        memory.selectors.delete(keyText(key))
        return undefined
      }
      new AutoscalerSync(autoscaler, context, memory).run()
      return { afterMs: SYNC_MS }
    },
  }
}

/** What the controller knows of each autoscaler that it has looked at. */
interface Memory {
  readonly histories: Map<string, ScaleHistory>
  readonly selectors: Map<string, Selector>
}

/** A custom resource may tell anything as its selector. */
function parsed(text: string): Selector | SelectorError {
  try {
    return parseSelector(text)
  } catch (error) {
    if (error instanceof SelectorError) return error
    throw error
  }
}

type Status = HorizontalPodAutoscaler['status']
interface Decision {
  readonly desired: number
  readonly rescale: boolean
  readonly reason: string
  readonly currentMetrics?: readonly MetricStatus[]
}

class AutoscalerSync {
  private conditions: NonNullable<Status['conditions']>
  private readonly key: string

  constructor(
    private readonly autoscaler: HorizontalPodAutoscaler,
    private readonly context: ReconcileContext,
    private readonly memory: Memory,
  ) {
    this.conditions = autoscaler.status.conditions ?? []
    this.key = keyText(keyOf(autoscaler))
  }

  run(): void {
    const scale = this.targetScale()
    if (!scale) return
    this.say({
      type: 'AbleToScale',
      status: 'True',
      reason: 'SucceededGetScale',
      message: "the HPA controller was able to get the target's current scale",
    })
    if (!this.memory.histories.has(this.key))
      this.memory.histories.set(this.key, firstHistory(scale.replicas, this.context.now))
    const decision = this.decide(scale)
    if (!decision) return
    const figures = {
      currentReplicas: scale.replicas,
      ...(decision.currentMetrics ? { currentMetrics: [...decision.currentMetrics] } : {}),
    }
    if (decision.rescale && !this.rescale(scale.replicas, decision)) return this.write(figures)
    this.write({
      ...figures,
      desiredReplicas: decision.rescale ? decision.desired : scale.replicas,
      ...(decision.rescale ? { lastScaleTime: this.context.nowText } : {}),
    })
  }

  private say(condition: Verdict): void {
    this.conditions = withCondition(this.conditions, { ...condition, lastTransitionTime: this.context.nowText })
  }

  private warn(reason: string, message: string): void {
    this.context.record.event(this.autoscaler, 'Warning', reason, message)
  }

  /** Only conditions and what is given change; the rest is recreated, as upstream does. */
  private write(next: Partial<Status>): void {
    const { currentReplicas, desiredReplicas = 0, lastScaleTime } = this.autoscaler.status
    const status: Status = {
      ...(lastScaleTime ? { lastScaleTime } : {}),
      ...(currentReplicas === undefined ? {} : { currentReplicas }),
      desiredReplicas,
      ...next,
      conditions: this.conditions,
    }
    if (canonicalText(status) !== canonicalText(this.autoscaler.status))
      this.context.api.updateStatus<'HorizontalPodAutoscaler'>({ ...this.autoscaler, status })
  }

  private targetScale(): Scale | undefined {
    const { kind, name, apiVersion = '' } = this.autoscaler.spec.scaleTargetRef
    const group = apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')))
    if (!this.context.read.isInGroup(kind, group))
      return this.withoutScale(`no matches for kind "${kind}" in group "${group}"`)
    try {
      return this.context.api.getScale(kind, this.autoscaler.metadata.namespace ?? '', name)
    } catch (error) {
      if (!isApiError(error)) throw error
      return this.withoutScale(error.message)
    }
  }

  private withoutScale(why: string): undefined {
    this.warn('FailedGetScale', why)
    const message = `the HPA controller was unable to get the target's current scale: ${why}`
    this.say({ type: 'AbleToScale', status: 'False', reason: 'FailedGetScale', message })
    this.write(this.autoscaler.status)
  }

  /** undefined: no metric could say anything, and everybody was told. */
  private decide(scale: Scale): Decision | undefined {
    const { minReplicas: min = 1, maxReplicas: max, behavior } = this.autoscaler.spec
    const current = scale.replicas
    if (current === 0 && min !== 0) {
      this.say({
        type: 'ScalingActive',
        status: 'False',
        reason: 'ScalingDisabled',
        message: 'scaling is disabled since the replica count of the target is zero',
      })
      return { desired: 0, rescale: false, reason: '' }
    }
    if (current > max)
      return { desired: max, rescale: true, reason: 'Current number of replicas above Spec.MaxReplicas' }
    if (current < min)
      return { desired: min, rescale: true, reason: 'Current number of replicas below Spec.MinReplicas' }
    const found = this.propose(scale)
    if (!found) return undefined
    const { replicas: proposed, name, statuses } = found
    const history = this.memory.histories.get(this.key) ?? firstHistory(current, this.context.now)
    const normalized = normalize({ current, desired: proposed, min, max }, behavior, history, this.context.now)
    this.memory.histories.set(this.key, normalized.history)
    for (const condition of normalized.conditions) this.say(condition)
    const reason = proposed > current ? `${name} above target` : proposed < current ? 'All metrics below target' : ''
    return { desired: normalized.replicas, rescale: normalized.replicas !== current, reason, currentMetrics: statuses }
  }

  private propose(scale: Scale): { replicas: number; name: string; statuses: readonly MetricStatus[] } | undefined {
    const selector = this.selector(scale)
    const { metrics: specs = [] } = this.autoscaler.spec
    const namespace = this.autoscaler.metadata.namespace ?? ''
    if (!selector) return undefined
    const pods = this.context.read.select('Pod', namespace, selector)
    const question = {
      pods,
      namespace,
      currentReplicas: scale.replicas,
      statusReplicas: scale.statusReplicas,
      tolerances: this.tolerances(),
      metrics: this.context.metrics,
      now: this.context.now,
    }
    const results = specs.map((spec) => {
      try {
        return proposeByMetric(spec, question)
      } catch (error) {
        if (!(error instanceof InvalidMetric)) throw error
        this.warn(error.reason, error.inner)
        return error
      }
    })
    return this.choose(results, scale.replicas)
  }

  /** The highest proposal wins. A metric that fails forbids to scale down, and all of them forbid everything. */
  private choose(results: readonly (MetricProposal | InvalidMetric)[], current: number) {
    const invalid = results.filter((result): result is InvalidMetric => result instanceof InvalidMetric)
    const valid = results.filter((result): result is MetricProposal => !(result instanceof InvalidMetric))
    const statuses = results.map((result): MetricStatus =>
      result instanceof InvalidMetric ? { type: '' } : result.status,
    )
    const best = valid.reduce<MetricProposal | undefined>(
      (most, each) => (!most || most.replicas === 0 || each.replicas > most.replicas ? each : most),
      undefined,
    )
    const [first] = invalid
    if (first && (!best || best.replicas < current)) {
      this.say({
        type: 'ScalingActive',
        status: 'False',
        reason: first.reason,
        message: `the HPA was unable to compute the replica count: ${first.inner}`,
      })
      this.fail(
        `invalid metrics (${invalid.length} invalid out of ${results.length}), first error is: ${first.message}`,
        current,
        statuses,
      )
      return undefined
    }
    const name = best?.name ?? ''
    this.say({
      type: 'ScalingActive',
      status: 'True',
      reason: 'ValidMetricFound',
      message: `the HPA was able to successfully calculate a replica count from ${name}`,
    })
    return { replicas: best?.replicas ?? 0, name, statuses }
  }

  private fail(message: string, currentReplicas: number, statuses: readonly MetricStatus[] = []): void {
    this.write({ currentReplicas, ...(statuses.length > 0 ? { currentMetrics: [...statuses] } : {}) })
    this.warn('FailedComputeMetricsReplicas', message)
  }

  private selector(scale: Scale): Selector | undefined {
    const refuse = (event: string, why: string, reason = event, message = why): undefined => {
      this.warn(event, why)
      this.say({ type: 'ScalingActive', status: 'False', reason, message })
      this.fail(why, scale.replicas)
    }
    if (scale.selector === '') {
      const message = "the HPA target's scale is missing a selector"
      return refuse('SelectorRequired', 'selector is required', 'InvalidSelector', message)
    }
    const selector = parsed(scale.selector)
    if (selector instanceof SelectorError) {
      const why = `couldn't convert selector into a corresponding internal selector object: ${selector.message}`
      return refuse('InvalidSelector', why)
    }
    this.memory.selectors.set(this.key, selector)
    const others = this.rivals(selector)
    if (others.length === 0) return selector
    const why = `pods by selector ${scale.selector} are controlled by multiple HPAs: [${others.join(' ')}]`
    return refuse('AmbiguousSelector', why)
  }

  /** All autoscalers that were seen to reach for the same Pods, when there are several. */
  private rivals(selector: Selector): readonly string[] {
    const { namespace = '' } = this.autoscaler.metadata
    const pods = this.context.read.select('Pod', namespace, selector)
    const reaching = this.context.read.list('HorizontalPodAutoscaler', namespace).filter((each) => {
      const other = this.memory.selectors.get(keyText(keyOf(each)))
      return other !== undefined && pods.some(({ metadata }) => matches(other, metadata.labels))
    })
    return reaching.length > 1 ? reaching.map(({ metadata }) => `{${metadata.name} ${namespace}}`) : []
  }

  private tolerances(): Tolerances {
    const { scaleUp, scaleDown } = this.autoscaler.spec.behavior ?? {}
    const of = (text: string | undefined) => (text === undefined ? TOLERANCE : quantityApproximate(parseQuantity(text)))
    return { up: of(scaleUp?.tolerance), down: of(scaleDown?.tolerance) }
  }

  private rescale(current: number, { desired, reason }: Decision): boolean {
    const { spec, metadata } = this.autoscaler
    try {
      this.context.api.setScale(spec.scaleTargetRef.kind, metadata.namespace ?? '', spec.scaleTargetRef.name, desired)
    } catch (error) {
      if (!isApiError(error)) throw error
      this.warn('FailedRescale', `New size: ${desired}; reason: ${reason}; error: ${error.message}`)
      this.say({
        type: 'AbleToScale',
        status: 'False',
        reason: 'FailedUpdateScale',
        message: `the HPA controller was unable to update the target scale: ${error.message}`,
      })
      return false
    }
    this.say({
      type: 'AbleToScale',
      status: 'True',
      reason: 'SucceededRescale',
      message: `the HPA controller was able to update the target scale to ${desired}`,
    })
    this.context.record.event(this.autoscaler, 'Normal', 'SuccessfulRescale', `New size: ${desired}; reason: ${reason}`)
    const history = this.memory.histories.get(this.key)
    if (history)
      this.memory.histories.set(this.key, noteScaling(history, spec.behavior, [current, desired], this.context.now))
    return true
  }
}
