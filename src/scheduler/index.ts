// The scheduler: finds every waiting Pod a node. It meets the other actors in objects only.
export { createScheduler, Scheduler, type SchedulerOptions } from './scheduler'
export { DEFAULT_SCHEDULER, defaultProfile } from './profiles'
export type { Plugin, Profile, WeightedPlugin } from './framework'
