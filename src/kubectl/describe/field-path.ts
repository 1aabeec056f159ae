// Follows kubectl/pkg/util/fieldpath, v1.36.
import type { Pod } from '../../objects/kinds'
import { quote } from '../flags/quote'
import { sortedKeys } from './labels-section'

/** The value of a downward field of the Pod; '' for fields that only the kubelet knows. */
export function fieldPathText(pod: Pod, path: string): string {
  const subscript = /^(metadata\.(?:annotations|labels))\['(.*)'\]$/.exec(path)
  const { annotations, labels, name, namespace, uid } = pod.metadata
  if (subscript) return (subscript[1] === 'metadata.labels' ? labels : annotations)?.[subscript[2] as string] ?? ''
  switch (path) {
    case 'metadata.annotations':
      return mapText(annotations)
    case 'metadata.labels':
      return mapText(labels)
    case 'metadata.name':
      return name
    case 'metadata.namespace':
      return namespace ?? ''
    case 'metadata.uid':
      return uid
    default:
      return ''
  }
}

const mapText = (map: Readonly<Record<string, string>> | undefined): string =>
  sortedKeys(map)
    .map((key) => `${key}=${quote(map?.[key] ?? '')}`)
    .join('\n')
