// Follows kubectl/pkg/describe describeCertificateSigningRequest, v1.36.
import { humanDuration } from '../../objects/duration'
import { labelsOrNone } from '../../objects/selector-text'
import { CommandError } from '../failure'
import { type CertificateRequest, readCertificateRequest } from './certificate-request'
import type { AnyMeta } from '../objects'
import type { DescribeWriter } from './describe-writer'
import type { Describer } from './describer'
import { longTime } from './texts'

interface CertificateSigningRequest {
  readonly metadata: AnyMeta
  readonly spec: {
    readonly request: string
    readonly signerName?: string
    readonly expirationSeconds?: number
    readonly username?: string
  }
  readonly status?: { readonly conditions?: readonly { readonly type: string }[]; readonly certificate?: string }
}

export const describeCertificateSigningRequest: Describer<CertificateSigningRequest> = async (csr, w, context) => {
  const { metadata, spec } = csr
  const request = read(spec.request)
  w.field(0, 'Name', metadata.name)
  w.field(0, 'Labels', labelsOrNone(metadata.labels))
  w.field(0, 'Annotations', labelsOrNone(metadata.annotations))
  w.field(0, 'CreationTimestamp', longTime(metadata.creationTimestamp))
  w.field(0, 'Requesting User', spec.username ?? '')
  if (spec.signerName) w.field(0, 'Signer', spec.signerName)
  if (spec.expirationSeconds !== undefined)
    w.field(0, 'Requested Duration', humanDuration(spec.expirationSeconds * 1000))
  w.field(0, 'Status', statusOf(csr))
  describeSubject(request, w)
  await context.events(csr, w)
}

function read(request: string): CertificateRequest {
  try {
    return readCertificateRequest(request)
  } catch (error) {
    throw new CommandError(`Error parsing CSR: ${(error as Error).message}`)
  }
}

function statusOf({ status }: CertificateSigningRequest): string {
  const has = (type: string): boolean => status?.conditions?.some((each) => each.type === type) ?? false
  const verdict = has('Denied') ? 'Denied' : has('Approved') ? 'Approved' : 'Pending'
  return `${verdict}${has('Failed') ? ',Failed' : ''}${status?.certificate ? ',Issued' : ''}`
}

const ALWAYS = ['Common Name', 'Serial Number']
const LISTS = [
  'Organization',
  'Organizational Unit',
  'Country',
  'Locality',
  'Province',
  'StreetAddress',
  'PostalCode',
] as const

function describeSubject({ subject, alternatives }: CertificateRequest, w: DescribeWriter): void {
  w.put(0, 'Subject:\n')
  for (const title of ALWAYS) w.put(0, `\t${title}:\t${subject[title]?.at(-1) ?? ''}\n`)
  for (const title of LISTS) describeList(w, title, subject[title])
  const entries = Object.entries(alternatives)
  if (entries.every(([, list]) => list.length === 0)) return
  w.put(0, 'Subject Alternative Names:\n')
  for (const [title, list] of entries) describeList(w, title, list)
}

function describeList(w: DescribeWriter, title: string, list: readonly string[] = []): void {
  if (list.length > 0) w.put(0, `\t${title}:\t${list.join('\n\t\t')}\n`)
}
