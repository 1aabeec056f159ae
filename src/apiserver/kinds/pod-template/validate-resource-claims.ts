// Follows validatePodResourceClaims of pkg/apis/core/validation, v1.36.
import type { V1PodResourceClaim } from '../../../objects/generated/kubernetes'
import { isDns1123Label, isDns1123Subdomain } from '../../../objects/names'
import { duplicate, forbiddenField, invalid, required, type FieldError } from '../../field-errors'
import { each, invalidFor } from '../field-checks'
import { internalValue } from '../internal-diff'

/** Mirror Pods stand for Pods that the kubelet runs without an API server: nobody allocates claims for those. */
export function validateResourceClaims(
  claims: V1PodResourceClaim[] | undefined,
  isMirror: boolean,
  field: string,
): FieldError[] {
  const names = new Set<string>()
  return each(claims, field, (claim, at) =>
    isMirror ? [forbiddenField('', 'static pods do not support resource claims')] : validateClaim(claim, names, at),
  )
}

/** names: those of the claims before; the claim's own is added. */
function validateClaim(claim: V1PodResourceClaim, names: Set<string>, field: string): FieldError[] {
  const { name, resourceClaimName, resourceClaimTemplateName } = claim
  const errors: FieldError[] = []
  if (!name) errors.push(required(`${field}.name`))
  else if (names.has(name)) errors.push(duplicate(`${field}.name`, name))
  else errors.push(...invalidFor(`${field}.name`, name, isDns1123Label(name)))
  names.add(name)
  return [
    ...errors,
    ...validateSource(claim, field),
    ...validateName(resourceClaimName, `${field}.resourceClaimName`),
    ...validateName(resourceClaimTemplateName, `${field}.resourceClaimTemplateName`),
  ]
}

const BOTH = 'at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified'
const NONE = 'must specify one of: `resourceClaimName`, `resourceClaimTemplateName`'

function validateSource(claim: V1PodResourceClaim, field: string): FieldError[] {
  const hasName = claim.resourceClaimName !== undefined
  if (hasName !== (claim.resourceClaimTemplateName !== undefined)) return []
  return [invalid(field, internalValue('PodResourceClaim', claim), hasName ? BOTH : NONE)]
}

const validateName = (name: string | undefined, field: string): FieldError[] =>
  name === undefined ? [] : invalidFor(field, name, isDns1123Subdomain(name))
