// Formats of texts that a schema may ask for. Follows kube-openapi/pkg/validation/strfmt and
// apiextensions-apiserver/pkg/apiserver/validation/formats.go, v1.36: others are ignored.
import { DurationError, parseDuration } from '../../objects/duration'
import { isCidr, isDns1123Label, isDns1123Subdomain, isIpv4, isIpv6 } from '../../objects/names'
import { wrongType, type Fault } from './result'
import type { JsonSchema } from './schema'

const uuid = (version: string, variant: string): RegExp =>
  new RegExp(`^[0-9a-f]{8}-?[0-9a-f]{4}-?${version}-?${variant}-?[0-9a-f]{12}$`, 'i')
const ANY4 = '[0-9a-f]{4}'
const HOSTNAME = /^([a-zA-Z0-9¡-￿-]{1,63})(\.[a-zA-Z0-9¡-￿-]{1,63})*$/
const matching =
  (pattern: RegExp) =>
  (text: string): boolean =>
    pattern.test(text)
const anything = (): boolean => true

function isDuration(text: string): boolean {
  try {
    parseDuration(text)
    return true
  } catch (error) {
    if (!(error instanceof DurationError)) throw error
    return /^[+-]?(\d*\.)?\d+\s*(ns|nano(second)?s?|us|µs|micro(second)?s?|ms|milli(second)?s?|s|sec(ond)?s?|m|min(ute)?s?|h|hr|hours?|d|days?|w|weeks?)$/.test(
      text,
    )
  }
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false
  const instant = Date.parse(`${text}T00:00:00Z`)
  // A day that its month does not have is taken for one of the next month.
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text)
}

const isDateTime = (text: string): boolean =>
  /^[^tT]+[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/.test(text) && isDate(text.slice(0, 10))

/** By their names without dashes. */
const FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  bsonobjectid: matching(/^[0-9a-f]{24}$/i),
  uri: matching(/^([a-z][a-z0-9+.-]*:\S+|\/\S*)$/i),
  email: matching(/^[^@\s<>]+@[^@\s<>]+$/),
  hostname: (text) => text.length <= 255 && HOSTNAME.test(text),
  ipv4: isIpv4,
  ipv6: isIpv6,
  cidr: (text) => isCidr(text).length === 0,
  mac: matching(/^([0-9a-f]{2}([:-][0-9a-f]{2}){5}|[0-9a-f]{2}([:-][0-9a-f]{2}){7}|[0-9a-f]{4}(\.[0-9a-f]{4}){2,3})$/i),
  uuid: matching(uuid(ANY4, ANY4)),
  uuid3: matching(uuid('3[0-9a-f]{3}', ANY4)),
  uuid4: matching(uuid('4[0-9a-f]{3}', '[89ab][0-9a-f]{3}')),
  uuid5: matching(uuid('5[0-9a-f]{3}', '[89ab][0-9a-f]{3}')),
  ssn: matching(/^\d{3}[- ]?\d{2}[- ]?\d{4}$/),
  hexcolor: matching(/^#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$/),
  byte: matching(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/),
  password: anything,
  date: isDate,
  duration: isDuration,
  datetime: isDateTime,
  k8sshortname: (text) => isDns1123Label(text).length === 0,
  k8slongname: (text) => isDns1123Subdomain(text).length === 0,
}

/** The formats of a schema and all within it that nobody looks at. */
export function unknownFormats(schema: JsonSchema): string[] {
  const { items, properties = {}, additionalProperties: others, allOf = [], anyOf = [], oneOf = [], not } = schema
  const below = [
    ...(items ? [items] : []),
    ...allOf,
    ...oneOf,
    ...anyOf,
    ...(not ? [not] : []),
    ...Object.values(properties),
    ...(typeof others === 'object' ? [others] : []),
  ]
  return [
    ...(schema.format && knownFormat(schema) === '' ? [schema.format] : []),
    ...below.flatMap((each) => unknownFormats(each)),
  ]
}

const normal = (format: string): string => format.replaceAll('-', '')

/** The format that is looked at: '' for one that is not known, or not of this type. */
export function knownFormat({ type = '', format = '' }: JsonSchema): string {
  if (type === 'integer') return format === 'int32' || format === 'int64' ? format : ''
  if (type === 'number') return format === 'float' || format === 'double' ? format : ''
  return (type === '' || type === 'string') && Object.hasOwn(FORMATS, normal(format)) ? format : ''
}

export function formatFault(path: string, text: string, schema: JsonSchema): Fault[] {
  const format = knownFormat(schema)
  const isRight = FORMATS[normal(format)]
  return !isRight || isRight(text) ? [] : [wrongType(path, format, text)]
}
