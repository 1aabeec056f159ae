// Many Pods of one draft. A controller makes Pod after Pod of one and the same frozen draft; what defaults, admission and
// validation make of it is the same each time, but for what the server draws: the name, the uid and the name of the token's volume.
import type { Pod } from '../../objects/kinds'
import type { KubeObject, ObjectKey } from '../../objects/kube-object'
import { timeText } from '../../objects/time'
import type { Store } from '../../store/store'
import { withNewToken } from '../admission/service-account'
import type { Caller } from '../caller'
import type { Submitted } from './create'
import type { WriteDeps } from './write-deps'

/** What admission reads of other objects before it lets a Pod in; quotas are asked each time. */
const READ_BY_ADMISSION = ['Namespace', 'LimitRange', 'ServiceAccount', 'PriorityClass', 'RuntimeClass']

interface Made {
  readonly pod: Pod
  /** of what admission read: the versions of the last change of those kinds */
  readonly settings: number
}

const settingsOf = (store: Store): number => Math.max(...READ_BY_ADMISSION.map((kind) => store.lastChangeOf(kind)))

/** The last Pod that was made of each draft. */
export class Repeats {
  private readonly made = new WeakMap<Submitted, Made>()

  /** Another Pod of a draft that has been judged, undefined when it has to be judged (again). */
  next({ store, dice, now }: WriteDeps, draft: Submitted, { name, namespace }: ObjectKey): KubeObject | undefined {
    const made = this.made.get(draft)
    if (!made || made.pod.metadata.namespace !== namespace || made.settings !== settingsOf(store)) return undefined
    const metadata = { ...made.pod.metadata, name, uid: dice.uuid(), resourceVersion: '', creationTimestamp: timeText(now()) }
    return { ...made.pod, metadata, spec: withNewToken(made.pod.spec, draft as Pod, dice) } as Pod
  }

  /** Remembers a Pod that was let in, when its maker may come with the same draft again: clients and their options are not remembered. */
  note({ store }: WriteDeps, draft: Submitted, pod: KubeObject, caller: Caller): void {
    if (draft.kind !== 'Pod' || caller.userAgent !== undefined || !Object.isFrozen(draft) || draft.metadata?.name) return
    this.made.set(draft, { pod: pod as Pod, settings: settingsOf(store) })
  }
}
