// What kubectl looks at before it sends a manifest; the rest is the server's to judge. Follows
// kubectl/pkg/validation and cli-runtime/pkg/resource, v1.36.
import type { FlagValues } from '../flags/flag-values'
import { isFields, textAt } from '../objects'
import type { FindOptions } from '../resources/find-resources'

/** Throws what is missing: `apiVersion not set`, `kind not set`. */
export function validateDocument(document: unknown): void {
  if (!isFields(document)) throw new Error('invalid object to validate')
  const missing = ['apiVersion', 'kind']
    .filter((field) => textAt(document, field) === '')
    .map((field) => `${field} not set`)
  if (missing.length === 1) throw new Error(missing[0])
  if (missing.length > 1) throw new Error(`[${missing.join(', ')}]`)
}

/** The validator that --validate asks for. */
export const validatorOf = (flags: FlagValues): Pick<FindOptions, 'validate'> =>
  ['false', 'ignore'].includes(flags.string('validate')) ? {} : { validate: validateDocument }
