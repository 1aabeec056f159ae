// What kubectl 1.36.4 says of `kubectl uncordon`: texts and flags, as data.
import type { HelpPages } from './help-page'

export const uncordonHelp: HelpPages = {
  uncordon: {
    short: 'Mark node as schedulable',
    long: 'Mark node as schedulable.',
    examples: ['  # Mark node "foo" as schedulable', '  kubectl uncordon foo'].join('\n'),
    usage: 'kubectl uncordon NODE [options]',
    flags: [
      {
        name: 'dry-run',
        type: 'string',
        default: 'none',
        bare: 'unchanged',
        usage:
          'Must be "none", "server", or "client". If client strategy, only print the object that would be sent, without sending it. If server strategy, submit server-side request without persisting the resource.',
      },
      {
        name: 'selector',
        shorthand: 'l',
        type: 'string',
        default: '',
        usage:
          "Selector (label query) to filter on, supports '=', '==', '!=', 'in', 'notin'.(e.g. -l key1=value1,key2=value2,key3 in (value3)). Matching objects must satisfy all of the specified label constraints.",
      },
    ],
  },
}
