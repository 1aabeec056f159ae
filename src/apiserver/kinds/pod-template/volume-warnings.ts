// Follows pkg/api/pod/warnings.go, v1.36: what it says of volumes.
import type * as k from '../../../objects/generated/kubernetes'
import { quote } from '../../../objects/go-text'
import { claimWarnings } from '../persistent-volume-claim/warnings'

const DEPRECATED_VOLUMES: readonly [source: keyof k.V1Volume, words: string][] = [
  ['photonPersistentDisk', 'deprecated in v1.11, non-functional in v1.16+'],
  ['gitRepo', 'deprecated in v1.11, and disabled by default in v1.33+'],
  ['scaleIO', 'deprecated in v1.16, non-functional in v1.22+'],
  ['flocker', 'deprecated in v1.22, non-functional in v1.25+'],
  ['storageos', 'deprecated in v1.22, non-functional in v1.25+'],
  ['quobyte', 'deprecated in v1.22, non-functional in v1.25+'],
  ['glusterfs', 'deprecated in v1.25, non-functional in v1.26+'],
  ['cephfs', 'deprecated in v1.28, non-functional in v1.31+'],
  ['rbd', 'deprecated in v1.28, non-functional in v1.31+'],
]

export const volumeWarnings = (volumes: readonly k.V1Volume[], field: string): string[] => [
  ...volumes.flatMap((volume, index) => sourceWarnings(volume, `${field}[${index}]`)),
  ...volumes.flatMap(overlapWarnings),
]

function sourceWarnings(volume: k.V1Volume, field: string): string[] {
  const claim = volume.ephemeral?.volumeClaimTemplate
  if (claim) return claimWarnings(claim.spec, `${field}.ephemeral.volumeClaimTemplate.spec`)
  return DEPRECATED_VOLUMES.filter(([source]) => volume[source] !== undefined).map(
    ([source, words]) => `${field}.${source === 'storageos' ? 'storageOS' : source}: ${words}`,
  )
}

/** A path of a file in a volume, and where it comes from: '' where all come from one place. */
interface Place {
  readonly path: string
  readonly source: string
}

/** Of two files at one path, or of one in the place of the other's folder, only one can be there. */
function overlapWarnings({ name, configMap, secret, downwardAPI, projected }: k.V1Volume): string[] {
  if (projected) return projectedWarnings(projected, `volume ${quote(name)} (Projected)`)
  const about = configMap
    ? `ConfigMap ${quote(configMap.name ?? '')}`
    : secret
      ? `Secret ${quote(secret.secretName ?? '')}`
      : 'DownwardAPI'
  const items = configMap?.items ?? secret?.items ?? downwardAPI?.items ?? []
  return new Overlaps(`volume ${quote(name)} (${about})`).of(placesOf(items, ''))
}

const placesOf = (items: readonly { path: string }[], source: string): Place[] =>
  items.map(({ path }) => ({ path, source }))

function projectedWarnings({ sources = [] }: k.V1ProjectedVolumeSource, about: string): string[] {
  const overlaps = new Overlaps(about)
  // A source that names no files keeps those of the source before it: a fault of upstream's that clients see.
  let places: Place[] = []
  return sources.flatMap((source) => {
    if (Object.values(source).every((each) => each === undefined)) return [`${about} has no sources provided`]
    places = projectedPlaces(source) ?? places
    return overlaps.of(places)
  })
}

function projectedPlaces({
  configMap,
  secret,
  downwardAPI,
  serviceAccountToken,
}: k.V1VolumeProjection): Place[] | undefined {
  if (configMap?.items) return placesOf(configMap.items, `ConfigMap ${quote(configMap.name ?? '')}`)
  if (secret?.items) return placesOf(secret.items, `Secret ${quote(secret.name ?? '')}`)
  if (downwardAPI?.items) return placesOf(downwardAPI.items, 'DownwardAPI')
  return serviceAccountToken && placesOf([serviceAccountToken], 'ServiceAccountToken')
}

class Overlaps {
  private readonly seen: Place[] = []
  constructor(private readonly about: string) {}

  of(places: readonly Place[]): string[] {
    return places.flatMap((given) => {
      const place = { ...given, path: given.path.replace(/\/+$/, '') }
      const others = this.seen.filter((other) => overlap(place.path, other.path))
      this.seen.push(place)
      return others.map((other) => `${this.about}: overlapping paths: ${placeText(place)} with ${placeText(other)}`)
    })
  }
}

const overlap = (path: string, other: string): boolean =>
  path !== '' && other !== '' && (`${path}/`.startsWith(`${other}/`) || `${other}/`.startsWith(`${path}/`))

const placeText = ({ path, source }: Place): string => (source === '' ? quote(path) : `${quote(path)} (${source})`)
