// What kubectl 1.36.4 says of `kubectl taint`: texts and flags, as data.
import type { HelpPages } from './help-page'

export const taintHelp: HelpPages = {
  taint: {
    short: 'Update the taints on one or more nodes',
    long: [
      'Update the taints on one or more nodes.',
      '',
      '  *  A taint consists of a key, value, and effect. As an argument here, it is expressed as key=value:effect.',
      '  *  The key must begin with a letter or number, and may contain letters, numbers, hyphens, dots, and underscores, up to 253 characters.',
      "  *  Optionally, the key can begin with a DNS subdomain prefix and a single '/', like example.com/my-app.",
      '  *  The value is optional. If given, it must begin with a letter or number, and may contain letters, numbers, hyphens, dots, and underscores, up to 63 characters.',
      '  *  The effect must be NoSchedule, PreferNoSchedule or NoExecute.',
      '  *  Currently taint can only apply to node.',
    ].join('\n'),
    examples: [
      "  # Update node 'foo' with a taint with key 'dedicated' and value 'special-user' and effect 'NoSchedule'",
      '  # If a taint with that key and effect already exists, its value is replaced as specified',
      '  kubectl taint nodes foo dedicated=special-user:NoSchedule',
      '  ',
      "  # Remove from node 'foo' the taint with key 'dedicated' and effect 'NoSchedule' if one exists",
      '  kubectl taint nodes foo dedicated:NoSchedule-',
      '  ',
      "  # Remove from node 'foo' all the taints with key 'dedicated'",
      '  kubectl taint nodes foo dedicated-',
      '  ',
      "  # Add a taint with key 'dedicated' on nodes having label myLabel=X",
      '  kubectl taint node -l myLabel=X  dedicated=foo:PreferNoSchedule',
      '  ',
      "  # Add to node 'foo' a taint with key 'bar' and no value",
      '  kubectl taint nodes foo bar:NoSchedule',
    ].join('\n'),
    usage: 'kubectl taint NODE NAME KEY_1=VAL_1:TAINT_EFFECT_1 ... KEY_N=VAL_N:TAINT_EFFECT_N [options]',
    flags: [
      { name: 'all', type: 'bool', default: 'false', usage: 'Select all nodes in the cluster' },
      {
        name: 'allow-missing-template-keys',
        type: 'bool',
        default: 'true',
        usage:
          'If true, ignore any errors in templates when a field or map key is missing in the template. Only applies to golang and jsonpath output formats.',
      },
      {
        name: 'dry-run',
        type: 'string',
        default: 'none',
        bare: 'unchanged',
        usage:
          'Must be "none", "server", or "client". If client strategy, only print the object that would be sent, without sending it. If server strategy, submit server-side request without persisting the resource.',
      },
      {
        name: 'field-manager',
        type: 'string',
        default: 'kubectl-taint',
        usage: 'Name of the manager used to track field ownership.',
      },
      {
        name: 'output',
        shorthand: 'o',
        type: 'string',
        default: '',
        usage:
          'Output format. One of: (json, yaml, kyaml, name, go-template, go-template-file, template, templatefile, jsonpath, jsonpath-as-json, jsonpath-file).',
      },
      {
        name: 'overwrite',
        type: 'bool',
        default: 'false',
        usage:
          'If true, allow taints to be overwritten, otherwise reject taint updates that overwrite existing taints.',
      },
      {
        name: 'selector',
        shorthand: 'l',
        type: 'string',
        default: '',
        usage:
          "Selector (label query) to filter on, supports '=', '==', '!=', 'in', 'notin'.(e.g. -l key1=value1,key2=value2,key3 in (value3)). Matching objects must satisfy all of the specified label constraints.",
      },
      {
        name: 'show-managed-fields',
        type: 'bool',
        default: 'false',
        usage: 'If true, keep the managedFields when printing objects in JSON or YAML format.',
      },
      {
        name: 'template',
        type: 'string',
        default: '',
        usage:
          'Template string or path to template file to use when -o=go-template, -o=go-template-file. The template format is golang templates [http://golang.org/pkg/text/template/#pkg-overview].',
      },
      {
        name: 'validate',
        type: 'string',
        default: 'strict',
        bare: 'strict',
        usage:
          'Must be one of: strict (or true), warn, ignore (or false). "true" or "strict" will use a schema to validate the input and fail the request if invalid. It will perform server side validation if ServerSideFieldValidation is enabled on the api-server, but will fall back to less reliable client-side validation if not. "warn" will warn about unknown or duplicate fields without blocking the request if server-side field validation is enabled on the API server, and behave as "ignore" otherwise. "false" or "ignore" will not perform any schema validation, silently dropping any unknown or duplicate fields.',
      },
    ],
  },
}
