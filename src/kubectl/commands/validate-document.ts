// What kubectl looks at before it sends a manifest; the rest is the server's to judge. Follows
// kubectl/pkg/validation and cli-runtime/pkg/resource, v1.36.
import { textAt } from '../objects'

/** Throws what is missing: `apiVersion not set`, `kind not set`. */
export function validateDocument(document: unknown): void {
  const missing = ['apiVersion', 'kind'].filter((field) => textAt(document, field) === '').map((field) => `${field} not set`)
  if (missing.length === 1) throw new Error(missing[0])
  if (missing.length > 1) throw new Error(`[${missing.join(', ')}]`)
}
