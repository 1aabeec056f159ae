import type { Reader } from '../../apiserver/client'
import type { KubeObject } from '../../objects/kube-object'
import { matches, type Selector } from '../../objects/selectors'

/** All own Pods are selected and no orphan is: then a claim would look at each of them and change nothing. */
export function hasNothingToClaim(read: Reader, { metadata }: KubeObject, selector: Selector | undefined): boolean {
  const { namespace = '', uid } = metadata
  for (const { labels } of read.podsOf(uid).classes.keys()) if (!matches(selector, labels)) return false
  return !read.uncontrolled('Pod', namespace).some(({ metadata: { labels } }) => matches(selector, labels))
}
