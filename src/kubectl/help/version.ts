// What kubectl 1.36.4 says of `kubectl version`: texts and flags, as data.
import type { HelpPages } from './help-page'

export const versionHelp: HelpPages = {
  version: {
    short: 'Print the client and server version information',
    long: 'Print the client and server version information for the current context.',
    examples: ['  # Print the client and server versions for the current context', '  kubectl version'].join('\n'),
    usage: 'kubectl version [flags] [options]',
    flags: [
      {
        name: 'client',
        type: 'bool',
        default: 'false',
        usage: 'If true, shows client version only (no server required).',
      },
      { name: 'output', shorthand: 'o', type: 'string', default: '', usage: "One of 'yaml' or 'json'." },
    ],
  },
}
