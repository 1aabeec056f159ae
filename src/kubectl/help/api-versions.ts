// What kubectl 1.36.4 says of `kubectl api-versions`: texts and flags, as data.
import type { HelpPages } from './help-page'

export const apiVersionsHelp: HelpPages = {
  'api-versions': {
    short: 'Print the supported API versions on the server, in the form of "group/version"',
    long: 'Print the supported API versions on the server, in the form of "group/version".',
    examples: ['  # Print the supported API versions', '  kubectl api-versions'].join('\n'),
    usage: 'kubectl api-versions [options]',
    flags: [],
  },
}
