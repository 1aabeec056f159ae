import type { KubeObject } from '../objects/kube-object'

export type ChangeType = 'ADDED' | 'MODIFIED' | 'DELETED'

/** One write, as watchers and the timeline see it. Objects are frozen and shared, so a change costs two references. */
export interface Change<T extends KubeObject = KubeObject> {
  readonly type: ChangeType
  readonly kind: string
  /** the object after the write; for DELETED its last state, with the version of the deletion */
  readonly object: T
  /** the object before the write; undefined for ADDED */
  readonly previous: T | undefined
  readonly resourceVersion: number
  /** who wrote: the name of a controller, `kubelet`, `kubectl` ... */
  readonly actor: string
}

export type Listener = (change: Change) => void
