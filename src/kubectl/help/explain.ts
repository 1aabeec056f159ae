// What kubectl 1.36.4 says of `kubectl explain`: texts and flags, as data.
import type { HelpPages } from './help-page'

export const explainHelp: HelpPages = {
  explain: {
    short: 'Get documentation for a resource',
    long: [
      'Describe fields and structure of various resources.',
      '',
      ' This command describes the fields associated with each supported API resource. Fields are identified via a simple JSONPath identifier:',
      '',
      '        <type>.<fieldName>[.<fieldName>]',
      '        ',
      ' Information about each field is retrieved from the server in OpenAPI format.',
      '',
      'Use "kubectl api-resources" for a complete list of supported resources.',
    ].join('\n'),
    examples: [
      '  # Get the documentation of the resource and its fields',
      '  kubectl explain pods',
      '  ',
      '  # Get all the fields in the resource',
      '  kubectl explain pods --recursive',
      '  ',
      '  # Get the explanation for deployment in supported api versions',
      '  kubectl explain deployments --api-version=apps/v1',
      '  ',
      '  # Get the documentation of a specific field of a resource',
      '  kubectl explain pods.spec.containers',
      '  ',
      '  # Get the documentation of resources in different format',
      '  kubectl explain deployment --output=plaintext-openapiv2',
    ].join('\n'),
    usage:
      'kubectl explain TYPE [--recursive=FALSE|TRUE] [--api-version=api-version-group] [-o|--output=plaintext|plaintext-openapiv2] [options]',
    flags: [
      {
        name: 'api-version',
        type: 'string',
        default: '',
        usage: 'Get different explanations for particular API version (API group/version)',
      },
      {
        name: 'output',
        shorthand: 'o',
        type: 'string',
        default: 'plaintext',
        usage: 'Format in which to render the schema (plaintext, plaintext-openapiv2)',
      },
      {
        name: 'recursive',
        shorthand: 'R',
        type: 'bool',
        default: 'false',
        usage: 'Print the fields of fields (Currently only 1 level deep)',
      },
    ],
  },
}
