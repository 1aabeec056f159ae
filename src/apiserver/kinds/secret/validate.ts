// Follows ValidateSecret of pkg/apis/core/validation, v1.36.
import type { Secret } from '../../../objects/kinds'
import { isConfigMapKey } from '../../../objects/names'
import { invalid, required, tooLong, type FieldError } from '../../field-errors'
import { base64Bytes, textOfBase64 } from '../config-map/data'
import { eachEntry, invalidFor } from '../field-checks'

const BYTES_MAX = 1024 * 1024
const ACCOUNT_ANNOTATION = 'kubernetes.io/service-account.name'

export function validateSecret(secret: Secret): FieldError[] {
  let size = 0
  const errors = eachEntry(secret.data, (key, value) => {
    size += base64Bytes(value)
    return invalidFor(`data[${key}]`, key, isConfigMapKey(key))
  })
  if (size > BYTES_MAX) errors.push(tooLong('data', BYTES_MAX))
  return [...errors, ...validateType(secret)]
}

function validateType({ type, data = {}, metadata }: Secret): FieldError[] {
  const needed = (key: string): FieldError[] => (data[key] === undefined ? [required(`data[${key}]`)] : [])
  switch (type) {
    case 'kubernetes.io/service-account-token':
      return metadata.annotations?.[ACCOUNT_ANNOTATION] ? [] : [required(`metadata.annotations[${ACCOUNT_ANNOTATION}]`)]
    case 'kubernetes.io/dockercfg':
      return validateJson(data, '.dockercfg')
    case 'kubernetes.io/dockerconfigjson':
      return validateJson(data, '.dockerconfigjson')
    case 'kubernetes.io/basic-auth':
      return data['username'] === undefined && data['password'] === undefined
        ? [...needed('username'), ...needed('password')]
        : []
    case 'kubernetes.io/ssh-auth':
      return data['ssh-privatekey'] ? [] : [required('data[ssh-privatekey]')]
    case 'kubernetes.io/tls':
      return [...needed('tls.crt'), ...needed('tls.key')]
    default:
      return []
  }
}

function validateJson(data: Readonly<Record<string, string>>, key: string): FieldError[] {
  const encoded = data[key]
  if (encoded === undefined) return [required(`data[${key}]`)]
  const text = textOfBase64(encoded) ?? ''
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && !Array.isArray(value)) return []
    const what = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value
    return [
      invalid(
        `data[${key}]`,
        '<secret contents redacted>',
        `json: cannot unmarshal ${what} into Go value of type map[string]interface {}`,
      ),
    ]
  } catch {
    const words = text.trim() === '' ? 'unexpected end of JSON input' : syntaxErrorText(text)
    return [invalid(`data[${key}]`, '<secret contents redacted>', words)]
  }
}

/** Go names the character at which its decoder stopped; for most slips that is the first one. */
function syntaxErrorText(text: string): string {
  const first = text.trimStart().charAt(0)
  return /[{["\d-]/.test(first)
    ? 'unexpected end of JSON input'
    : `invalid character '${first === "'" ? "\\'" : first}' looking for beginning of value`
}
