// Names that become a part of a path. Follows apimachinery/pkg/api/validation/path, v1.36.
import { isDns1123Subdomain } from '../../objects/names'
import { invalid, required, type FieldError } from '../field-errors'

const NAMES = ['.', '..']
const PARTS = ['/', '%']

export function isPathSegment(name: string): string[] {
  if (NAMES.includes(name)) return [`may not be '${name}'`]
  return PARTS.filter((part) => name.includes(part)).map((part) => `may not contain '${part}'`)
}

const HTTP_PATH = "[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+"
const WHOLE_HTTP_PATH = new RegExp(`^${HTTP_PATH}$`)

/** `acme.io/foo`. Follows IsDomainPrefixedPath of apimachinery/pkg/util/validation. */
export function validateDomainPrefixedPath(value: string | undefined, field: string): FieldError[] {
  if (!value) return [required(field)]
  const slash = value.indexOf('/')
  if (slash < 1 || slash === value.length - 1)
    return [invalid(field, value, 'must be a domain-prefixed path (such as "acme.io/foo")')]
  const [host, path] = [value.slice(0, slash), value.slice(slash + 1)]
  return [
    ...isDns1123Subdomain(host).map((message) => invalid(field, host, message)),
    ...(WHOLE_HTTP_PATH.test(path)
      ? []
      : [invalid(field, path, `Invalid path (regex used for validation is '${HTTP_PATH}')`)]),
  ]
}

export const validatePathSegment = (name: string, field: string): FieldError[] =>
  isPathSegment(name).map((message) => invalid(field, name, message))
