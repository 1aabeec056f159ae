// Small texts that many descriptions share.
import { humanDuration } from '../../objects/duration'
import type { KubeObject } from '../../objects/kube-object'
import { canonicalQuantity } from '../../objects/quantity'

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Go's RFC1123Z in UTC: `Sat, 21 Nov 2026 06:01:05 +0000`; the zero time for none. */
export function longTime(text: string | null | undefined): string {
  if (!text) return 'Mon, 01 Jan 0001 00:00:00 +0000'
  const time = new Date(text)
  const two = (value: number): string => String(value).padStart(2, '0')
  const clock = [time.getUTCHours(), time.getUTCMinutes(), time.getUTCSeconds()].map(two).join(':')
  return `${DAYS[time.getUTCDay()]}, ${two(time.getUTCDate())} ${MONTHS[time.getUTCMonth()]} ${time.getUTCFullYear()} ${clock} +0000`
}

/** How long since a time: `2m3s`; of a time to come `<invalid>` */
export const since = (text: string, now: number): string => humanDuration(now - Date.parse(text))

export const quantity = (amount: string | number | undefined): string =>
  amount === undefined ? '0' : canonicalQuantity(amount)

export const boolText = (value: boolean | undefined): string => (value ? 'True' : 'False')
export const boolOrUnset = (value: boolean | undefined): string => (value === undefined ? '<unset>' : boolText(value))
export const orUnset = (value: string | number | undefined): string => (value === undefined ? '<unset>' : String(value))
export const orNone = (text: string | undefined): string => text || '<none>'

/** `ReplicaSet/web-5d8`, '' for an object without controller */
export function controllerText({ metadata }: KubeObject): string {
  const owner = metadata.ownerReferences?.find(({ controller }) => controller)
  return owner ? `${owner.kind}/${owner.name}` : ''
}

/** `RWO,ROX`, always in this order */
export function accessModesText(modes: readonly string[] | undefined): string {
  const words: Readonly<Record<string, string>> = {
    ReadWriteOnce: 'RWO',
    ReadOnlyMany: 'ROX',
    ReadWriteMany: 'RWX',
    ReadWriteOncePod: 'RWOP',
  }
  return Object.keys(words)
    .filter((mode) => modes?.includes(mode))
    .map((mode) => words[mode])
    .join(',')
}

const BETA_STORAGE_CLASS = 'volume.beta.kubernetes.io/storage-class'

export const storageClassOf = (object: {
  readonly metadata?: { readonly annotations?: Readonly<Record<string, string>> }
  readonly spec?: { readonly storageClassName?: string }
}): string => object.metadata?.annotations?.[BETA_STORAGE_CLASS] ?? object.spec?.storageClassName ?? ''
