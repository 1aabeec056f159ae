import type { Pod } from '../objects/kinds'
import { controllerOf } from '../objects/owners'
import { countClasses, podClassOf, type PodClass } from '../objects/pod-class'

/**
 * How many Pods of which class a controller has, kept up to date with every write, so that nobody has to look at each of them.
 * A controller's Pods are counted from when somebody first asks until there are none.
 */
export class PodCensus {
  private readonly counted = new Map<string, Map<PodClass, number>>()

  /** @param owned what there is when somebody first asks */
  of(controllerUid: string, owned: () => readonly Pod[]): ReadonlyMap<PodClass, number> {
    const known = this.counted.get(controllerUid)
    if (known) return known
    const classes = countClasses(owned().filter((pod) => controllerOf(pod)?.uid === controllerUid))
    if (classes.size > 0) this.counted.set(controllerUid, classes)
    return classes
  }

  replace(previous: Pod | undefined, next: Pod | undefined): void {
    if (previous) this.count(previous, -1)
    if (next) this.count(next, 1)
  }

  private count(pod: Pod, change: 1 | -1): void {
    const uid = controllerOf(pod)?.uid
    const classes = uid === undefined ? undefined : this.counted.get(uid)
    if (uid === undefined || !classes) return
    const of = podClassOf(pod)
    const number = (classes.get(of) ?? 0) + change
    if (number > 0) classes.set(of, number)
    else classes.delete(of)
    if (classes.size === 0) this.counted.delete(uid)
  }
}
