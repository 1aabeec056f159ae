// What scenarios may ask for beyond the API: faults of machines, images and containers, a second scheduler.
export type { ContainerChoice } from '../kubelet/images/behaviours'
export { defaultProfile } from '../scheduler/profiles'
