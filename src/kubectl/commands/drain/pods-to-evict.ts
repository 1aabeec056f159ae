// Which Pods of a node have to go, which stay, and which stand in the way. Follows kubectl/pkg/drain/filters.go, v1.36.
import type { Pod } from '../../../objects/kinds'
import { controllerOf } from '../../../objects/owners'
import { isPodTerminal } from '../../../objects/pods'

export interface DrainRules {
  readonly force: boolean
  readonly ignoreDaemonSets: boolean
  readonly deleteEmptyDirData: boolean
  /** Pods that have been going for longer are left alone; 0: none */
  readonly skipTerminatingSeconds: number
  readonly now: number
  /** undefined when the DaemonSet is there, else what the server said */
  readonly daemonSetProblem: (namespace: string, name: string) => string | undefined
}

export interface PodVerdict {
  readonly goes: boolean
  readonly warning?: string
  readonly problem?: string
}

const OKAY: PodVerdict = { goes: true }
const STAYS: PodVerdict = { goes: false }
const MIRROR = 'kubernetes.io/config.mirror'

/** The first rule that keeps a Pod decides; else the last rule's word counts. */
export function verdictOn(pod: Pod, rules: DrainRules): PodVerdict {
  let verdict = OKAY
  for (const rule of [terminating, daemonSet, mirror, localStorage, unmanaged]) {
    verdict = rule(pod, rules)
    if (!verdict.goes) break
  }
  return verdict
}

const terminating = (pod: Pod, rules: DrainRules): PodVerdict =>
  isLongTerminating(pod, rules.skipTerminatingSeconds, rules.now) ? STAYS : OKAY

export function isLongTerminating({ metadata }: Pod, seconds: number, now: number): boolean {
  if (seconds <= 0 || metadata.deletionTimestamp === undefined) return false
  return Math.trunc((now - Date.parse(metadata.deletionTimestamp)) / 1000) > seconds
}

function daemonSet(pod: Pod, { force, ignoreDaemonSets, daemonSetProblem }: DrainRules): PodVerdict {
  const owner = controllerOf(pod)
  if (owner?.kind !== 'DaemonSet' || owner.apiVersion !== 'apps/v1' || isPodTerminal(pod)) return OKAY
  const missing = daemonSetProblem(pod.metadata.namespace ?? '', owner.name)
  if (missing !== undefined) return force ? { goes: true, warning: missing } : { goes: false, problem: missing }
  if (!ignoreDaemonSets) return { goes: false, problem: 'DaemonSet-managed Pods (use --ignore-daemonsets to ignore)' }
  return { goes: false, warning: 'ignoring DaemonSet-managed Pods' }
}

const mirror = ({ metadata }: Pod): PodVerdict => (metadata.annotations?.[MIRROR] === undefined ? OKAY : STAYS)

function localStorage(pod: Pod, { deleteEmptyDirData }: DrainRules): PodVerdict {
  if (isPodTerminal(pod) || !pod.spec.volumes?.some((volume) => volume.emptyDir !== undefined)) return OKAY
  if (!deleteEmptyDirData)
    return { goes: false, problem: 'Pods with local storage (use --delete-emptydir-data to override)' }
  return { goes: true, warning: 'deleting Pods with local storage' }
}

function unmanaged(pod: Pod, { force }: DrainRules): PodVerdict {
  if (isPodTerminal(pod) || controllerOf(pod)) return OKAY
  if (!force) return { goes: false, problem: 'Pods that declare no controller (use --force to override)' }
  return { goes: true, warning: 'deleting Pods that declare no controller' }
}

/** `cannot delete Pods ...: default/a, default/b`: one text for each reason, in the order of their first Pod. */
export function groupedTexts(pods: readonly { readonly pod: Pod; readonly text: string | undefined }[]): string[] {
  const byText = new Map<string, string[]>()
  for (const { pod, text } of pods) {
    if (text === undefined) continue
    byText.set(text, [...(byText.get(text) ?? []), `${pod.metadata.namespace ?? ''}/${pod.metadata.name}`])
  }
  return [...byText].map(([text, names]) => `${text}: ${names.join(', ')}`)
}
