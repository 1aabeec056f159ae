// Follows kubectl/pkg/describe EnvValueRetriever, v1.36.
import type { Pod } from '../../objects/kinds'

/** The value of a downward field of the Pod; '' for all but the two that the client's scheme can convert. */
export function fieldPathText({ metadata }: Pod, path: string): string {
  if (path === 'metadata.name') return metadata.name
  return path === 'metadata.namespace' ? (metadata.namespace ?? '') : ''
}
