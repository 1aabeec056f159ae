import type { Pod } from '../objects/kinds'
import { controllerOf } from '../objects/owners'
import { countClasses, podClassOf, type PodClass } from '../objects/pod-class'

/** The Pods of a controller by class: always current. */
export interface CountedPods {
  readonly classes: ReadonlyMap<PodClass, number>
  /** another one whenever a Pod has come, gone or changed its class */
  readonly version: number
}

interface Group {
  readonly classes: Map<PodClass, number>
  version: number
}

const NO_PODS: CountedPods = { classes: new Map(), version: 0 }

/**
 * How many Pods of which class a controller has, kept up to date with every write, so that nobody has to look at each of them.
 * A controller's Pods are counted from when somebody first asks until there are none.
 */
export class PodCensus {
  private readonly groups = new Map<string, Group>()
  private changes = 0

  /** @param owned what there is when somebody first asks */
  of(controllerUid: string, owned: () => readonly Pod[]): CountedPods {
    const known = this.groups.get(controllerUid)
    if (known) return known
    const classes = countClasses(owned().filter((pod) => controllerOf(pod)?.uid === controllerUid))
    if (classes.size === 0) return NO_PODS
    const group = { classes, version: ++this.changes }
    this.groups.set(controllerUid, group)
    return group
  }

  replace(previous: Pod | undefined, next: Pod | undefined): void {
    const [before, after] = [previous && this.groupOf(previous), next && this.groupOf(next)]
    if (before === undefined && after === undefined) return
    const [was, is] = [before && podClassOf(previous as Pod), after && podClassOf(next as Pod)]
    if (before === after && was === is) return
    // The new class first: a group that is empty in between would be forgotten.
    if (after && is) this.count(next as Pod, after, is, 1)
    if (before && was) this.count(previous as Pod, before, was, -1)
  }

  private groupOf(pod: Pod): Group | undefined {
    const uid = controllerOf(pod)?.uid
    return uid === undefined ? undefined : this.groups.get(uid)
  }

  private count(pod: Pod, group: Group, of: PodClass, change: 1 | -1): void {
    const { classes } = group
    group.version = ++this.changes
    const number = (classes.get(of) ?? 0) + change
    if (number > 0) classes.set(of, number)
    else classes.delete(of)
    if (classes.size === 0) this.groups.delete(controllerOf(pod)?.uid ?? '')
  }
}
