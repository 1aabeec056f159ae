// Follows kubectl/pkg/generate/generate.go ParseLabels, v1.36.
import { CommandError } from '../failure'
import { inOrder } from './create/config-map'

/** `a=b,c=d` */
export function readLabelMap(text: string): Record<string, string> {
  const labels: Record<string, string> = {}
  for (const part of text.split(',')) {
    const pair = part.split('=')
    if (pair.length !== 2) throw new CommandError(`unexpected label spec: ${part}`)
    const [key, value] = pair as [string, string]
    if (key === '') throw new CommandError('unexpected empty label key')
    labels[key] = value
  }
  return inOrder(labels)
}
