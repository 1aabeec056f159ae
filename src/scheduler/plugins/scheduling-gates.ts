// Follows pkg/scheduler/framework/plugins/schedulinggates, v1.36. The condition SchedulingGated is set by the API server.
import type { Plugin } from '../framework'

export const schedulingGates: Plugin = {
  name: 'SchedulingGates',
  gates: ({ pod }) => (pod.spec.schedulingGates?.length ?? 0) > 0,
  helps: (event) => event.on === 'OwnUpdate' && event.changes.ungated,
}
