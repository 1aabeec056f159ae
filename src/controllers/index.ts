import type { Controller } from './runtime/controller'
import { platformControllers } from './platform'
import { workloadControllers } from './workloads'

/** All control loops; their order here is the order of their turns at one instant. */
export const controllers: readonly (() => Controller)[] = [...workloadControllers, ...platformControllers]
