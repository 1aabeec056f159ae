// A request for a certificate (PKCS #10) as far as it is described: who, and under which names. Follows Go's crypto/x509.
import { CommandError } from '../failure'

export interface CertificateRequest {
  /** by the titles of describe: `Common Name`, `Organization` … */
  readonly subject: Readonly<Record<string, readonly string[]>>
  readonly alternatives: Readonly<Record<'DNS Names' | 'Email Addresses' | 'URIs' | 'IP Addresses', readonly string[]>>
}

/** A value of ASN.1: its tag and its bytes. */
interface Value {
  readonly tag: number
  readonly bytes: Uint8Array
}

const OBJECT = 0x06
const NAMES: Readonly<Record<string, string>> = {
  '2.5.4.3': 'Common Name',
  '2.5.4.5': 'Serial Number',
  '2.5.4.6': 'Country',
  '2.5.4.7': 'Locality',
  '2.5.4.8': 'Province',
  '2.5.4.9': 'StreetAddress',
  '2.5.4.10': 'Organization',
  '2.5.4.11': 'Organizational Unit',
  '2.5.4.17': 'PostalCode',
}
const EXTENSION_REQUEST = '1.2.840.113549.1.9.14'
const SUBJECT_ALT_NAME = '2.5.29.17'
const ATTRIBUTES = 0xa0
const [EMAIL, DNS, URI, IP] = [0x81, 0x82, 0x86, 0x87]

/** @param base64 of the PEM text, as the API carries it. Throws CommandError for what is none. */
export function readCertificateRequest(base64: string): CertificateRequest {
  const found = /-----BEGIN ([^-]+)-----([^-]*)-----END \1-----/.exec(atob(base64))
  if (found?.[1] !== 'CERTIFICATE REQUEST') throw new CommandError('PEM block type must be CERTIFICATE REQUEST')
  const bytes = Uint8Array.from(atob((found[2] as string).replace(/\s/g, '')), (char) => char.charCodeAt(0))
  const [request] = values(bytes)
  const [info] = values((request as Value).bytes)
  const [, subject, , ...rest] = values((info as Value).bytes)
  return {
    subject: subjectOf(values((subject as Value).bytes)),
    alternatives: alternativesOf(rest.find(({ tag }) => tag === ATTRIBUTES)),
  }
}

function values(bytes: Uint8Array): Value[] {
  const list: Value[] = []
  for (let at = 0; at < bytes.length;) {
    const tag = bytes[at] as number
    let length = bytes[at + 1] ?? 0
    at += 2
    if (length > 0x80) {
      const digits = bytes.subarray(at, at + (length & 0x7f))
      at += digits.length
      length = digits.reduce((total, digit) => total * 256 + digit, 0)
    }
    if (at + length > bytes.length) throw new CommandError('asn1: syntax error: data truncated')
    list.push({ tag, bytes: bytes.subarray(at, at + length) })
    at += length
  }
  return list
}

const text = ({ bytes }: Value): string => new TextDecoder().decode(bytes)

/** `2.5.4.3` */
function oid({ tag, bytes }: Value): string {
  if (tag !== OBJECT) return ''
  const [first = 0, ...others] = bytes
  const numbers = [Math.floor(first / 40), first % 40]
  let current = 0
  for (const byte of others) {
    current = current * 128 + (byte & 0x7f)
    if (byte < 0x80) {
      numbers.push(current)
      current = 0
    }
  }
  return numbers.join('.')
}

function subjectOf(sets: readonly Value[]): Record<string, string[]> {
  const subject: Record<string, string[]> = {}
  for (const pair of sets.flatMap((set) => values(set.bytes))) {
    const [type, value] = values(pair.bytes)
    const title = NAMES[oid(type as Value)]
    if (title !== undefined) (subject[title] ??= []).push(text(value as Value))
  }
  return subject
}

function alternativesOf(attributes: Value | undefined): CertificateRequest['alternatives'] {
  const names = (attributes ? values(attributes.bytes) : [])
    .map((attribute) => values(attribute.bytes))
    .filter(([type]) => oid(type as Value) === EXTENSION_REQUEST)
    .flatMap(([, set]) => values((set as Value).bytes).flatMap((sequence) => values(sequence.bytes)))
    .map((extension) => values(extension.bytes))
    .filter(([type]) => oid(type as Value) === SUBJECT_ALT_NAME)
    .flatMap((extension) => values((extension.at(-1) as Value).bytes).flatMap((sequence) => values(sequence.bytes)))
  const of = (tag: number): Value[] => names.filter((each) => each.tag === tag)
  return {
    'DNS Names': of(DNS).map(text),
    'Email Addresses': of(EMAIL).map(text),
    URIs: of(URI).map(text),
    'IP Addresses': of(IP).map(({ bytes }) => address(bytes)),
  }
}

/** As Go writes it: of an address of version 6 the longest run of zeros is left out. */
function address(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join('.')
  const groups = Array.from({ length: 8 }, (_, i) =>
    ((bytes[2 * i] as number) * 256 + (bytes[2 * i + 1] as number)).toString(16),
  )
  const runs = groups.join(':').match(/(^|:)(0(:|$)){2,}/g) ?? []
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '')
  return longest === '' ? groups.join(':') : groups.join(':').replace(longest, '::')
}
