// Kinds of which a name, or little more, is enough. Follows kubectl/pkg/cmd/create/create_{namespace,serviceaccount,quota,
// priorityclass,pdb}.go, v1.36.
import { CommandError } from '../../failure'
import { isQuantity, canonicalQuantity, quantityError } from '../../../objects/quantity'
import { parseSelector } from '../../../objects/selector-text'
import { inOrder } from './config-map'
import { generator, metadataOf } from './generate'

const mustHaveName = (name: string): void => {
  if (name === '') throw new CommandError('name must be specified')
}

export const createNamespace = generator({
  words: 'namespace',
  build({ name }) {
    mustHaveName(name)
    return { kind: 'Namespace', apiVersion: 'v1', metadata: { name }, spec: {}, status: {} }
  },
})

export const createServiceAccount = generator({
  words: 'serviceaccount',
  failure: 'failed to create serviceaccount: ',
  build(wanted) {
    mustHaveName(wanted.name)
    return { kind: 'ServiceAccount', apiVersion: 'v1', metadata: metadataOf(wanted) }
  },
})

export const createQuota = generator({
  words: 'quota',
  failure: 'failed to create quota: ',
  build(wanted) {
    const { name, flags } = wanted
    mustHaveName(name)
    const hard = hardOf(flags.string('hard'))
    const scopes = flags.string('scopes') === '' ? undefined : flags.string('scopes').split(',')
    if (scopes?.includes('')) throw new CommandError('invalid resource quota scope ""')
    return {
      kind: 'ResourceQuota',
      apiVersion: 'v1',
      metadata: metadataOf(wanted),
      spec: { ...(hard ? { hard } : {}), ...(scopes ? { scopes } : {}) },
      status: {},
    }
  },
})

/** `cpu=1,memory=1Gi` */
export function hardOf(text: string): Record<string, string> | undefined {
  if (text === '') return undefined
  const hard: Record<string, string> = {}
  for (const statement of text.split(',')) {
    const parts = statement.split('=')
    if (parts.length !== 2) throw new CommandError(`Invalid argument syntax ${statement}, expected <resource>=<value>`)
    const [name, value] = parts as [string, string]
    if (!isQuantity(value)) throw new CommandError(quantityError(value) ?? '')
    hard[name] = canonicalQuantity(value)
  }
  return inOrder(hard)
}

export const createPriorityClass = generator({
  words: 'priorityclass',
  failure: 'failed to create priorityclass: ',
  build({ name, flags }) {
    const description = flags.string('description')
    return {
      kind: 'PriorityClass',
      apiVersion: 'scheduling.k8s.io/v1',
      metadata: { name },
      value: flags.int('value'),
      ...(flags.bool('global-default') ? { globalDefault: true } : {}),
      ...(description === '' ? {} : { description }),
      preemptionPolicy: flags.string('preemption-policy'),
    }
  },
})

export const createPodDisruptionBudget = generator({
  words: 'poddisruptionbudget',
  failure: 'failed to create poddisruptionbudgets: ',
  build(wanted) {
    const { name, flags } = wanted
    const [min, max, selector] = [
      flags.string('min-available'),
      flags.string('max-unavailable'),
      flags.string('selector'),
    ]
    mustHaveName(name)
    if (selector === '') throw new CommandError('a selector must be specified')
    if (min === '' && max === '') throw new CommandError('one of min-available or max-unavailable must be specified')
    if (min !== '' && max !== '') throw new CommandError('min-available and max-unavailable cannot be both specified')
    if (min !== '' && !COUNT.test(min)) throw new CommandError('invalid format specified for min-available')
    if (max !== '' && !COUNT.test(max)) throw new CommandError('invalid format specified for max-unavailable')
    return {
      kind: 'PodDisruptionBudget',
      apiVersion: 'policy/v1',
      metadata: metadataOf(wanted),
      spec: {
        ...(min === '' ? {} : { minAvailable: intOrText(min) }),
        selector: labelSelectorOf(selector),
        ...(max === '' ? {} : { maxUnavailable: intOrText(max) }),
      },
      status: { disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 },
    }
  },
})

const COUNT = /^[0-9]+%?$/

/** `3` is a number, `30%` and `http` are texts. */
export const intOrText = (text: string): number | string => (/^-?\d+$/.test(text) ? Number(text) : text)

export function labelSelectorOf(text: string): object {
  const matchLabels: Record<string, string> = {}
  const matchExpressions: object[] = []
  for (const { key, operator, values } of selectorOf(text)) {
    if (operator === 'Gt' || operator === 'Lt')
      throw new CommandError(`"${operator.toLowerCase()}" isn't supported in label selectors`)
    if (operator === '=') matchLabels[key] = values[0] ?? ''
    else if (operator === '!=') throw new CommandError('"!=" is not a valid label selector operator')
    else matchExpressions.push({ key, operator, ...(values.length > 0 ? { values } : {}) })
  }
  return {
    ...(Object.keys(matchLabels).length > 0 ? { matchLabels: inOrder(matchLabels) } : {}),
    ...(matchExpressions.length > 0 ? { matchExpressions } : {}),
  }
}

function selectorOf(text: string): ReturnType<typeof parseSelector> {
  try {
    return parseSelector(text)
  } catch (error) {
    throw new CommandError(`couldn't parse the selector string "${text}": ${(error as Error).message}`)
  }
}
