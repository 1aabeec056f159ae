// The annotation by which `kubectl apply` knows what it sent last. Follows kubectl/pkg/util/apply.go, v1.36.
import { type AnyObject, textAt, withValueAt } from '../../objects'
import { goJson } from '../../output/go-json'

export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration'

const PATH = ['metadata', 'annotations', LAST_APPLIED]

/** The object with itself, as JSON, in the annotation. */
export function withLastApplied(object: AnyObject): AnyObject {
  const annotated = withValueAt(object, ['metadata', 'annotations'], { ...object.metadata.annotations })
  const bare = withValueAt(annotated, PATH, undefined)
  return withValueAt(bare, PATH, `${goJson(bare)}\n`)
}

/** What the annotation would hold, were the object sent as it stands: `apply` itself adds annotations where there are none. */
export const appliedText = (object: AnyObject): string =>
  `${goJson(lastAppliedText(object) === '' ? object : withValueAt(object, PATH, undefined))}\n`

/** The same for an object that already carries the annotation, or when it is asked for; others stay as they are. */
export const withLastAppliedKept = (object: AnyObject, asked: boolean): AnyObject =>
  asked || lastAppliedText(object) !== '' ? withLastApplied(object) : object

/** The text of the annotation; '' when there is none. */
export const lastAppliedText = (object: unknown): string => textAt(object, ...PATH)
