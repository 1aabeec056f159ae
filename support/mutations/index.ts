import { containerMutations } from './containers'
import { kubectlMutations } from './kubectl'
import { kubeletMutations } from './kubelet'
import type { Mutation } from './mutation'
import { platformMutations } from './platform'
import { schedulerMutations } from './scheduler'
import { statefulMutations } from './stateful'
import { workloadMutations } from './workloads'

/** Every rule of the specification, broken on purpose. */
export const mutations: readonly Mutation[] = [
  ...workloadMutations,
  ...platformMutations,
  ...schedulerMutations,
  ...kubeletMutations,
  ...containerMutations,
  ...statefulMutations,
  ...kubectlMutations,
]
