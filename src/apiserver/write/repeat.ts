// Many Pods of one template. A controller makes Pod after Pod out of the same frozen parts; what defaults, admission and validation
// make of them is the same each time, but for what the server draws (the uid, the name of the token's volume) and for what tells
// the Pods of a controller apart: their names, and the node that a daemon is tied to.
import type { Pod, PodSpec } from '../../objects/kinds'
import type { KubeObject, ObjectKey, ObjectMeta } from '../../objects/kube-object'
import { timeText } from '../../objects/time'
import type { Store } from '../../store/store'
import { withNewToken } from '../admission/service-account'
import { validateAffinity } from '../kinds/pod-template/validate-affinity'
import type { Creatable, Submitted } from './create'
import type { WriteDeps } from './write-deps'

/** What admission reads of other objects before it lets a Pod in; quotas are asked each time. */
const READ_BY_ADMISSION = ['Namespace', 'LimitRange', 'ServiceAccount', 'PriorityClass', 'RuntimeClass']

interface Made {
  readonly draft: Pod
  readonly pod: Pod
  /** what it was before admission */
  readonly submitted: KubeObject
  /** of what admission read: the version of the last change of those kinds */
  readonly settings: number
}

const settingsOf = (store: Store): number => Math.max(...READ_BY_ADMISSION.map((kind) => store.lastChangeOf(kind)))

/** The last Pod that was made with each list of containers. */
export class Repeats {
  private readonly made = new WeakMap<object, Made>()

  /** Another Pod like one that has been judged, undefined when it has to be judged itself. */
  next({ store, dice, now }: WriteDeps, draft: Submitted, { name, namespace }: ObjectKey): Creatable | undefined {
    const wanted = draft as Pod
    const made = draft.kind === 'Pod' ? this.made.get(wanted.spec.containers) : undefined
    if (!made || made.pod.metadata.namespace !== namespace || made.settings !== settingsOf(store)) return undefined
    if (!isAlike(wanted, made.draft)) return undefined
    const metadata = {
      ...made.pod.metadata,
      name,
      uid: dice.uuid(),
      resourceVersion: '',
      creationTimestamp: timeText(now()),
    }
    const spec = withNewToken(made.pod.spec, made.draft, dice)
    const object = {
      ...made.pod,
      metadata,
      spec: wanted.spec.affinity === made.draft.spec.affinity ? spec : { ...spec, affinity: wanted.spec.affinity },
    } as Pod
    return { object, submitted: made.submitted }
  }

  /** Remembers a Pod that was let in, when its maker may come with the same parts again. Clients and their options are not remembered. */
  note({ store }: WriteDeps, draft: Submitted, { object, submitted }: Creatable): void {
    const { kind, metadata } = draft
    if (kind !== 'Pod' || metadata?.name || !Object.isFrozen((draft as Pod).spec.containers)) return
    const settings = settingsOf(store)
    this.made.set((draft as Pod).spec.containers, { draft: draft as Pod, pod: object as Pod, submitted, settings })
  }
}

const SHARED_METADATA: readonly (keyof ObjectMeta)[] = [
  'name',
  'generateName',
  'labels',
  'annotations',
  'ownerReferences',
  'finalizers',
]

/** All parts are the very same, but perhaps for the nodes that are meant: those are judged here. */
function isAlike(draft: Pod, made: Pod): boolean {
  if (draft === made) return true
  if (SHARED_METADATA.some((part) => draft.metadata[part] !== made.metadata[part])) return false
  for (const part of Object.keys(draft.spec) as (keyof PodSpec)[])
    if (draft.spec[part] !== made.spec[part] && part !== 'affinity') return false
  for (const part in made.spec) if (!(part in draft.spec)) return false
  return draft.spec.affinity === made.spec.affinity || hasOtherNodes(draft.spec, made.spec)
}

/** Pod affinity is completed with the Pod's own labels: only where there is none the affinity stays as it was given. */
function hasOtherNodes({ affinity }: PodSpec, { affinity: before }: PodSpec): boolean {
  const isOfNodes = [affinity, before].every((each) => each !== undefined && !each.podAffinity && !each.podAntiAffinity)
  return isOfNodes && validateAffinity(affinity, 'spec.affinity').length === 0
}
