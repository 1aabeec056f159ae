// Follows validateWindowsSecurityContextOptions and validateWindowsHostProcessPod of pkg/apis/core/validation, v1.36.
import type { V1WindowsSecurityContextOptions } from '../../../objects/generated/kubernetes'
import type { PodSpec } from '../../../objects/kinds'
import { isDns1123Subdomain } from '../../../objects/names'
import { invalid, type FieldError } from '../../field-errors'
import { invalidFor } from '../field-checks'
import { containersWithFields } from './visit-containers'

const SPEC_BYTES_MAX = 64 * 1024
const SPEC_TOO_LONG = 'gmsaCredentialSpec size must be under 64 KiB'

const bytesOf = (text: string): number => new TextEncoder().encode(text).length

export function validateWindowsOptions(
  options: V1WindowsSecurityContextOptions | undefined,
  field: string,
): FieldError[] {
  const { gmsaCredentialSpecName: name, gmsaCredentialSpec: spec, runAsUserName: user } = options ?? {}
  const at = `${field}.gmsaCredentialSpec`
  return [
    ...(name === undefined ? [] : invalidFor(`${at}Name`, name, isDns1123Subdomain(name))),
    ...(spec === '' ? [invalid(at, spec, 'gmsaCredentialSpec cannot be an empty string')] : []),
    ...(spec !== undefined && bytesOf(spec) > SPEC_BYTES_MAX ? [invalid(at, spec, SPEC_TOO_LONG)] : []),
    ...(user === undefined ? [] : invalidFor(`${field}.runAsUserName`, user, userNameErrors(user))),
  ]
}

/** `DOMAIN\user`, the domain may be left out. */
function userNameErrors(text: string): string[] {
  if (text === '') return ['runAsUserName cannot be an empty string']
  if (/[\x00-\x1f\x7f]/.test(text)) return ['runAsUserName cannot contain control characters']
  const parts = text.split('\\')
  if (parts.length > 2) return ['runAsUserName cannot contain more than one backslash']
  const domain = parts.length === 2 ? parts[0] : undefined
  return [...(domain === undefined ? [] : domainErrors(domain)), ...userErrors(parts.at(-1) ?? '')]
}

const DOMAIN_BYTES_MAX = 256
const NET_BIOS_NAME = /^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/
const DNS_LABEL = '[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?'
const DNS_NAME = new RegExp(`^${DNS_LABEL}(?:\\.${DNS_LABEL})*$`)

const domainErrors = (domain: string): string[] => [
  ...(bytesOf(domain) >= DOMAIN_BYTES_MAX
    ? [`runAsUserName's Domain length must be under ${DOMAIN_BYTES_MAX} characters`]
    : []),
  ...(NET_BIOS_NAME.test(domain) || DNS_NAME.test(domain)
    ? []
    : ["runAsUserName's Domain doesn't match the NetBios nor the DNS format"]),
]

const USER_BYTES_MAX = 104

function userErrors(user: string): string[] {
  if (user === '') return ["runAsUserName's User cannot be empty"]
  return [
    ...(bytesOf(user) > USER_BYTES_MAX
      ? [`runAsUserName's User length must not be longer than ${USER_BYTES_MAX} characters`]
      : []),
    ...(/^[. ]+$/.test(user) ? ["runAsUserName's User cannot contain only periods or spaces"] : []),
    ...(/["/\\:;|=,+*?<>@[\]]/.test(user)
      ? ['runAsUserName\'s User cannot contain the following characters: "/\\:;|=,+*?<>@[]']
      : []),
  ]
}

/** Containers that are processes of the host: all of a Pod or none, and on the host's network. */
export function validateHostProcesses(spec: PodSpec, field: string): FieldError[] {
  const ofPod = spec.securityContext?.windowsOptions?.hostProcess
  const containers = containersWithFields(spec, field).map(([{ securityContext }, at]) => ({
    own: securityContext?.windowsOptions?.hostProcess,
    at: `${at}.securityContext.windowsOptions.hostProcess`,
  }))
  const differing = containers.filter(({ own }) => ofPod !== undefined && own !== undefined && own !== ofPod)
  const count = containers.filter(({ own = ofPod }) => own).length
  return [
    ...differing.map(({ own, at }) =>
      invalid(at, own, `pod hostProcess value must be identical if both are specified, was ${String(ofPod)}`),
    ),
    ...(count > 0 && count !== containers.length ? [invalid(field, '', ALL_OR_NONE)] : []),
    ...(count > 0 && !spec.hostNetwork ? [invalid(`${field}.hostNetwork`, false, NEEDS_HOST_NETWORK)] : []),
  ]
}

const ALL_OR_NONE = 'If pod contains any hostProcess containers then all containers must be HostProcess containers'
const NEEDS_HOST_NETWORK = 'hostNetwork must be true if pod contains any hostProcess containers'
