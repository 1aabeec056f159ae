// Every status of each Pod that a watcher saw, one after the other, compared with those of the model.
import { diffStringsUnified } from 'jest-diff'
import { applyPatch, deepClone } from 'fast-json-patch'
import type { Cluster } from '../../src/cluster/create-cluster'
import type { Pod } from '../../src/objects/kinds'
import { normalised } from './compare'
import type { RecordedPod, Recording, SeenStatus } from './recording'

/** The lives of Pods as texts, under names without what is random. */
export interface PodLife {
  readonly name: string
  readonly statuses: readonly string[]
}

/** The recorded runtime reported this limit for containers without one now and then. */
const NO_LIMIT = /"limits": \{\s*"memory": "9007199254740988Ki"\s*\}/g

/** All tags of the recorded nginx were one image: the runtime told the tag that had come to the node first. */
const NGINX_TAG = /"image": "(docker\.io\/library\/nginx):[^"]+"/g

const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, each]) => [key, sorted(each)]),
        )
      : value

function textOf(seen: SeenStatus): string {
  const json = JSON.stringify(sorted(seen), null, 1)
    .replace(/"(imageID|containerID)": "[^"]+"/g, '"$1": "<id>"')
    .replace(NO_LIMIT, '')
    .replace(NGINX_TAG, '"image": "$1:<tag>"')
  return normalised(json).replace(/\{\s*\}/g, '{}')
}

function lifeOf(name: string, seen: readonly SeenStatus[]): PodLife {
  const texts = seen.map(textOf)
  return { name: normalised(name), statuses: texts.filter((text, place) => text !== texts[place - 1]) }
}

function unfold({ first, then }: RecordedPod): SeenStatus[] {
  const all = [first]
  for (const patch of then) all.push(applyPatch(deepClone(all.at(-1)) as SeenStatus, [...patch]).newDocument)
  return all
}

export const recordedLives = ({ podStatuses = [] }: Recording): PodLife[] =>
  podStatuses.map((pod) => lifeOf(pod.name, unfold(pod)))

/** @param first of the cluster's entries from which on commands were given */
export function livesOf(cluster: Cluster, first: number): PodLife[] {
  const pods = new Map<string, { name: string; seen: SeenStatus[] }>()
  for (const { kind, after } of cluster.history.entries.slice(first)) {
    if (kind !== 'Pod') continue
    const {
      metadata: { uid, name, deletionGracePeriodSeconds },
      status,
    } = after as Pod
    const pod = pods.get(uid) ?? { name, seen: [] }
    pods.set(uid, pod)
    pod.seen.push({ ...(deletionGracePeriodSeconds === undefined ? {} : { deletionGracePeriodSeconds }), status })
  }
  return [...pods.values()].map(({ name, seen }) => lifeOf(name, seen))
}

export interface DifferentLife {
  readonly name: string
  readonly want: readonly string[]
  /** of the Pod of this name that comes nearest; empty when there is none */
  readonly got: readonly string[]
}

const alike = (want: PodLife, got: PodLife): number =>
  want.statuses.findIndex((text, place) => text !== got.statuses[place])

/** Pods of one owner come in any order; a recording may end before the life of a Pod does. */
export function differentLives(want: readonly PodLife[], got: readonly PodLife[]): DifferentLife[] {
  const left = [...got]
  // The longest first: a short one is the beginning of many others.
  return [...want]
    .sort((a, b) => b.statuses.length - a.statuses.length)
    .flatMap((life): DifferentLife[] => {
      const others = left.filter(({ name }) => name === life.name).sort((a, b) => a.statuses.length - b.statuses.length)
      const same = others.find((other) => alike(life, other) < 0)
      if (same) {
        left.splice(left.indexOf(same), 1)
        return []
      }
      const nearest = others.sort((a, b) => alike(life, b) - alike(life, a))[0]
      return [{ name: life.name, want: life.statuses, got: nearest?.statuses ?? [] }]
    })
}

/** Shows the first status that differs, after those that are the same. */
export function lifeDifference(want: readonly string[], got: readonly string[]): string {
  const place = want.findIndex((text, i) => text !== got[i])
  const plain = (text: string): string => text
  const colors = { aColor: plain, bColor: plain, commonColor: plain, changeColor: plain, patchColor: plain }
  return `status ${place + 1} of ${want.length}\n${diffStringsUnified(want[place] ?? '', got[place] ?? '', { contextLines: 2, expand: false, aAnnotation: 'Kubernetes', bAnnotation: 'the model', ...colors })}`
}
