// All kinds that the API server serves.
import { coreKinds } from './core'
import { groupKinds } from './groups'
import type { KindDefinition } from './kind'
import { reviewKinds } from './reviews/kind'

export { KindRegistry, type FoundResource } from './kind-registry'

export const kinds: readonly KindDefinition[] = [...coreKinds, ...groupKinds, ...reviewKinds]
