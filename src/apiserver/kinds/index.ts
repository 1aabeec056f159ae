// All kinds that the API server serves.
import { coreKinds } from './core'
import { groupKinds } from './groups'
import type { KindDefinition } from './kind'
import { reviewKinds } from './reviews/kind'
import { admissionKinds } from './stored/admission'
import { deviceKinds } from './stored/devices'
import { extensionKinds } from './stored/extension'
import { platformKinds } from './stored/platform'

export { KindRegistry, type FoundResource } from './kind-registry'

export const kinds: readonly KindDefinition[] = [
  ...coreKinds,
  ...groupKinds,
  ...reviewKinds,
  ...platformKinds,
  ...admissionKinds,
  ...extensionKinds,
  ...deviceKinds,
]
