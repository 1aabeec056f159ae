// Follows kubectl/pkg/describe printLabelsMultiline, printAnnotationsMultiline and their kin, v1.36.
import type { Taint, Toleration } from '../../objects/kinds'
import { compareCodePoints } from '../output/go-json'
import type { DescribeWriter } from './describe-writer'

type Words = Readonly<Record<string, string>> | undefined

/** A title and its lines, each under the other. */
export function describeLines(w: DescribeWriter, title: string, lines: readonly string[], indent = ''): void {
  w.put(0, `${indent}${title}:\t`)
  if (lines.length === 0) return w.put(0, '<none>\n')
  lines.forEach((line, i) => w.put(0, `${i === 0 ? '' : `${indent}\t`}${line}\n`))
}

export const describeLabels = (w: DescribeWriter, title: string, labels: Words, indent = ''): void =>
  describeLines(
    w,
    title,
    sortedKeys(labels).map((key) => `${key}=${labels?.[key] ?? ''}`),
    indent,
  )

export const sortedKeys = (map: Readonly<Record<string, unknown>> | undefined): string[] =>
  Object.keys(map ?? {}).sort(compareCodePoints)

const ANNOTATION_LENGTH_MAX = 140
const SKIPPED = 'kubectl.kubernetes.io/last-applied-configuration'

export function describeAnnotations(w: DescribeWriter, title: string, annotations: Words): void {
  w.put(0, `${title}:\t`)
  const keys = sortedKeys(annotations).filter((key) => key !== SKIPPED)
  if (keys.length === 0) return w.put(0, '<none>\n')
  keys.forEach((key, i) => {
    if (i > 0) w.put(0, '\t')
    const value = (annotations?.[key] ?? '').replace(/\n$/, '')
    if (byteLength(value) + byteLength(key) + 2 <= ANNOTATION_LENGTH_MAX && !value.includes('\n')) {
      w.put(0, `${key}: ${value}\n`)
      return
    }
    w.put(0, `${key}:\n`)
    for (const line of value.split('\n')) w.put(0, `\t  ${shorten(line, ANNOTATION_LENGTH_MAX - 2)}\n`)
  })
}

const byteLength = (text: string): number => new TextEncoder().encode(text).length

export function shorten(text: string, lengthMax: number): string {
  const bytes = new TextEncoder().encode(text)
  return bytes.length > lengthMax ? `${new TextDecoder().decode(bytes.slice(0, lengthMax))}...` : text
}

export function describeTaints(w: DescribeWriter, taints: readonly Taint[] | undefined): void {
  const order = ({ effect, key }: Taint): string => `${effect},${key}`
  const sorted = [...(taints ?? [])].sort((a, b) => compareCodePoints(order(a), order(b)))
  describeLines(w, 'Taints', sorted.map(taintText))
}

/** `key=value:NoSchedule` */
export const taintText = ({ key, value, effect }: Taint): string => {
  if (!effect) return value ? `${key}=${value}:` : key
  return value ? `${key}=${value}:${effect}` : `${key}:${effect}`
}

export function describeTolerations(
  w: DescribeWriter,
  title: string,
  tolerations: readonly Toleration[] | undefined,
): void {
  const sorted = [...(tolerations ?? [])].sort((a, b) => compareCodePoints(a.key ?? '', b.key ?? ''))
  describeLines(w, title, sorted.map(tolerationText))
}

function tolerationText({ key = '', value = '', effect = '', operator, tolerationSeconds }: Toleration): string {
  const what = `${key}${value && `=${value}`}${effect && `:${effect}`}`
  const exists = operator === 'Exists' && value === '' ? (what === '' ? 'op=Exists' : ' op=Exists') : ''
  const seconds = tolerationSeconds === undefined || tolerationSeconds === null ? '' : ` for ${tolerationSeconds}s`
  return `${what}${exists}${seconds}`
}
