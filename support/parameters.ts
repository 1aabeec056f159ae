// The words of phrases that stand for things: objects, durations, counts. Names are written in straight quotes.
import { defineParameterType } from '@cucumber/cucumber'
import type { KindName } from '../src/objects/kinds'
import { SPOKEN_KINDS } from './spoken-kinds'

/** `Deployment "nginx"`: a thing by its kind and name. The namespace is the scenario's own. */
export interface ObjectName {
  readonly kind: KindName
  readonly name: string
}

defineParameterType({
  name: 'object',
  regexp: new RegExp(`(${SPOKEN_KINDS.join('|')}) ?"([^"]*)"`),
  transformer: (kind: string, name: string): ObjectName => ({ kind: kind as KindName, name }),
  useForSnippets: false,
})

defineParameterType({
  name: 'kind',
  regexp: new RegExp(`(?:${SPOKEN_KINDS.join('|')})s?`),
  transformer: (text: string): KindName =>
    SPOKEN_KINDS.find((kind) => kind === text) ?? (text.replace(/s$/, '') as KindName),
  useForSnippets: false,
})

const UNIT_MS: Readonly<Record<string, number>> = {
  millisecond: 1,
  毫秒: 1,
  second: 1000,
  秒: 1000,
  秒钟: 1000,
  minute: 60_000,
  分钟: 60_000,
  hour: 3_600_000,
  小时: 3_600_000,
  个小时: 3_600_000,
  day: 86_400_000,
  天: 86_400_000,
}

// `30 seconds`, `5 minutes`, `30 秒`, `5 分钟` -> milliseconds
defineParameterType({
  name: 'duration',
  regexp: /(\d+(?:\.\d+)?) ?(milliseconds?|seconds?|minutes?|hours?|days?|毫秒|秒钟?|分钟|个?小时|天)/,
  transformer: (amount: string, unit: string): number =>
    Number(amount) * (UNIT_MS[unit] ?? UNIT_MS[unit.replace(/s$/, '')] ?? NaN),
  useForSnippets: false,
})

// `"web-0", "web-1" and "web-2"`, `"web-0"、"web-1"和"web-2"` -> names in order
defineParameterType({
  name: 'names',
  regexp: /"[^"]*"(?:(?:, | and |, and |、| ?和 ?|，)"[^"]*")*/,
  transformer: (text: string): string[] => [...text.matchAll(/"([^"]*)"/g)].map(([, name]) => name as string),
  useForSnippets: false,
})
