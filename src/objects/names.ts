// What names, labels, keys and ports may look like, with Kubernetes' words for what is wrong.
// Follows apimachinery/pkg/util/validation, v1.36. Each check returns what is wrong: nothing when all is well.

export type NameCheck = (value: string) => string[]

const EMPTY = 'must be non-empty'
/** Older rules of upstream count in characters, newer ones (labels) in bytes: all of them count bytes. */
type Unit = 'characters' | 'bytes'
const tooLongText = (max: number, unit: Unit = 'characters'): string => `must be no more than ${max} ${unit}`
const notBetween = (low: number, high: number): string => `must be between ${low} and ${high}, inclusive`

/** The commas are upstream's: it prints one after each example and joins with ` or `. */
const regexText = (what: string, format: string, ...examples: string[]): string =>
  `${what} (e.g. ${examples.map((example) => `'${example}', `).join(' or ')}regex used for validation is '${format}')`

const byteLength = (text: string): number => {
  // Nearly every name is ASCII; only others need counting.
  if (/^[\x00-\x7f]*$/.test(text)) return text.length
  return new TextEncoder().encode(text).length
}

interface Form {
  readonly what: string
  readonly format: string
  readonly examples: readonly string[]
  readonly max: number
  readonly unit?: Unit
}
const whole = (format: string): RegExp => new RegExp(`^${format}$`)

function checkOf({ what, format, examples, max, unit }: Form): NameCheck {
  const pattern = whole(format)
  const wrong = regexText(what, format, ...examples)
  return (value) => [
    ...(byteLength(value) > max ? [tooLongText(max, unit)] : []),
    ...(pattern.test(value) ? [] : [wrong]),
  ]
}

const LABEL_FORMAT = '[a-z0-9]([-a-z0-9]*[a-z0-9])?'
const SUBDOMAIN_FORMAT = `${LABEL_FORMAT}(\\.${LABEL_FORMAT})*`

const SUBDOMAIN_FORM: Form = {
  what: "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
  format: SUBDOMAIN_FORMAT,
  examples: ['example.com'],
  max: 253,
}
export const isDns1123Subdomain: NameCheck = checkOf(SUBDOMAIN_FORM)
const UNDERSCORED = '_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?'
/** Domains that resolvers search may have underscores. */
export const isDns1123SubdomainWithUnderscore: NameCheck = checkOf({
  ...SUBDOMAIN_FORM,
  what: SUBDOMAIN_FORM.what.replace("characters, '-'", "characters, '_', '-'"),
  format: `${UNDERSCORED}(\\.${UNDERSCORED})*`,
})
const isLabelPrefix: NameCheck = checkOf({ ...SUBDOMAIN_FORM, unit: 'bytes' })

const SUBDOMAIN = whole(SUBDOMAIN_FORMAT)
const LABEL = whole(LABEL_FORMAT)
const LABEL_WRONG = regexText(
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
  LABEL_FORMAT,
  'my-name',
  '123-abc',
)
export const isDns1123Label: NameCheck = (value) => {
  const errors = byteLength(value) > 63 ? [tooLongText(63)] : []
  if (LABEL.test(value)) return errors
  return [...errors, SUBDOMAIN.test(value) ? 'must not contain dots' : LABEL_WRONG]
}

export const isDns1035Label: NameCheck = checkOf({
  what: "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
  format: '[a-z]([-a-z0-9]*[a-z0-9])?',
  examples: ['my-name', 'abc-123'],
  max: 63,
})

const WILDCARD_FORMAT = `\\*\\.${SUBDOMAIN_FORMAT}`
export const isWildcardDns1123Subdomain: NameCheck = checkOf({
  what: "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character",
  format: WILDCARD_FORMAT,
  examples: ['*.example.com'],
  max: 253,
})

const QUALIFIED_FORMAT = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]'
const QUALIFIED = whole(QUALIFIED_FORMAT)
const QUALIFIED_WRONG = regexText(
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  QUALIFIED_FORMAT,
  'MyName',
  'my.name',
  '123-abc',
)

/** The same few keys are asked about all the time. */
const QUALIFIED_MAX = 1_000
const qualified = new Set<string>()

/** Keys of labels, annotations, resources: `name` or `prefix/name`. */
export const isQualifiedName: NameCheck = (value) => {
  if (qualified.has(value)) return []
  const errors = qualifiedNameErrors(value)
  if (qualified.size >= QUALIFIED_MAX) qualified.clear()
  if (errors.length === 0) qualified.add(value)
  return errors
}

function qualifiedNameErrors(value: string): string[] {
  const parts = value.split('/')
  if (parts.length > 2)
    return [
      `a valid label key ${QUALIFIED_WRONG} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ]
  const name = parts.at(-1) ?? ''
  const errors: string[] = []
  if (parts.length === 2) {
    const prefix = parts[0] ?? ''
    errors.push(...(prefix === '' ? [EMPTY] : isLabelPrefix(prefix)).map((text) => `prefix part ${text}`))
  }
  if (name === '') errors.push(`name part ${EMPTY}`)
  else if (byteLength(name) > 63) errors.push(`name part ${tooLongText(63, 'bytes')}`)
  if (!QUALIFIED.test(name)) errors.push(`name part ${QUALIFIED_WRONG}`)
  return errors
}

export const isLabelValue: NameCheck = checkOf({
  what: "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  format: `(${QUALIFIED_FORMAT})?`,
  examples: ['MyValue', 'my_value', '12345'],
  max: 63,
  unit: 'bytes',
})

/** Names of environment variables. */
export const isRelaxedEnvVarName: NameCheck = (value) => [
  ...(value === '' ? [`environment variable name ${EMPTY}`] : []),
  ...(/^[\x20-\x3c\x3e-\x7e]*$/.test(value)
    ? []
    : ["a valid environment variable name must consist only of printable ASCII characters other than '='"]),
]

const chDirErrors: NameCheck = (value) => {
  if (value === '.') return ["must not be '.'"]
  if (value === '..') return ["must not be '..'"]
  return value.startsWith('..') ? ["must not start with '..'"] : []
}

const CONFIG_KEY = checkOf({
  what: "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
  format: '[-._a-zA-Z0-9]+',
  examples: ['key.name', 'KEY_NAME', 'key-name'],
  max: 253,
})
/** Keys of ConfigMaps and Secrets. */
const ENV_NAME = '[-._a-zA-Z][-._a-zA-Z0-9]*'
const ENV_WRONG = regexText(
  "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit",
  ENV_NAME,
  'my.env-name',
  'MY_ENV.NAME',
  'MyEnvName1',
)
export const isEnvVarName: NameCheck = (value) => [
  ...(whole(ENV_NAME).test(value) ? [] : [ENV_WRONG]),
  ...chDirErrors(value),
]

export const isConfigMapKey: NameCheck = (value) => [...CONFIG_KEY(value), ...chDirErrors(value)]

export const isHttpHeaderName: NameCheck = checkOf({
  what: "a valid HTTP header must consist of alphanumeric characters or '-'",
  format: '[-A-Za-z0-9]+',
  examples: ['X-Header-Name'],
  max: Infinity,
})

export const isPortNumber = (port: number): string[] =>
  Number.isInteger(port) && port >= 1 && port <= 65535 ? [] : [notBetween(1, 65535)]

export const isPortName: NameCheck = (name) => [
  ...(name.length > 15 ? [tooLongText(15)] : []),
  ...(/^[-a-z0-9]+$/.test(name) ? [] : ['must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)']),
  ...(/[a-z]/.test(name) ? [] : ['must contain at least one letter (a-z)']),
  ...(name.includes('--') ? ['must not contain consecutive hyphens'] : []),
  ...(name.startsWith('-') || name.endsWith('-') ? ['must not begin or end with a hyphen'] : []),
]

/** -1000 ... for users and groups: what a Linux id may be. */
export const isUserId = (id: number): string[] => (id >= 0 && id <= 2147483647 ? [] : [notBetween(0, 2147483647)])

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/

export const isIpv4 = (text: string): boolean => IPV4.test(text)

/** Full or shortened with one `::`, with or without a dotted tail. */
export function isIpv6(text: string): boolean {
  if (!/^[0-9a-fA-F:.]+$/.test(text) || text.split('::').length > 2) return false
  const dotted = /:((?:\d+\.){3}\d+)$/.exec(text)?.[1]
  if (text.includes('.') && (dotted === undefined || !isIpv4(dotted))) return false
  const plain = dotted === undefined ? text : `${text.slice(0, -dotted.length)}0:0`
  const groups = plain.split('::').flatMap((half) => (half === '' ? [] : half.split(':')))
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return false
  return plain.includes('::') ? groups.length < 8 : groups.length === 8
}

export const isIp: NameCheck = (value) =>
  isIpv4(value) || isIpv6(value) ? [] : ['must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)']

const PADDING = /(?<![\da-f])0+(?=\d+([./]|$))/gi

/** The value without zeros in front of decimal numbers. */
export const unpadded = (value: string): string => value.replace(PADDING, '')

const MAPPED_IPV4 =
  /^((0{1,4}:){5}|::(0{1,4}:){0,4}|(0{1,4}:){1,4}:(0{1,4}:){0,3})ffff:(\d+\.|[\da-f]{1,4}:[\da-f]{1,4}$)/i

/** IPv4 as IPv6 writes it: `::ffff:10.0.0.1`. */
export const isMappedIpv4 = (value: string): boolean => MAPPED_IPV4.test(value)

/** Zeros in front, and IPv4 in the clothes of IPv6, were allowed before v1.36 (its feature StrictIPCIDRValidation). */
export const isStrictIp: NameCheck = (value) => {
  const errors = isIp(value)
  if (errors.length > 0) return isIp(unpadded(value)).length > 0 ? errors : ['must not have leading 0s']
  return isMappedIpv4(value) ? ['must not be an IPv4-mapped IPv6 address'] : []
}

/** `10.0.0.0/8` */
export const isCidr: NameCheck = (value) => {
  const [address = '', bits = '', rest] = value.split('/')
  const max = isIpv4(address) ? 32 : isIpv6(address) ? 128 : -1
  return rest === undefined && /^\d{1,3}$/.test(bits) && Number(bits) <= max
    ? []
    : ['must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)']
}
