// What kubectl 1.36.4 says of `kubectl label`: texts and flags, as data.
import type { HelpPages } from './help-page'

export const labelHelp: HelpPages = {
  label: {
    short: 'Update the labels on a resource',
    long: [
      'Update the labels on a resource.',
      '',
      '  *  A label key and value must begin with a letter or number, and may contain letters, numbers, hyphens, dots, and underscores, up to 63 characters each.',
      "  *  Optionally, the key can begin with a DNS subdomain prefix and a single '/', like example.com/my-app.",
      '  *  If --overwrite is true, then existing labels can be overwritten, otherwise attempting to overwrite a label will result in an error.',
      '  *  If --resource-version is specified, then updates will use this resource version, otherwise the existing resource-version will be used.',
    ].join('\n'),
    examples: [
      "  # Update pod 'foo' with the label 'unhealthy' and the value 'true'",
      '  kubectl label pods foo unhealthy=true',
      '  ',
      "  # Update pod 'foo' with the label 'status' and the value 'unhealthy', overwriting any existing value",
      '  kubectl label --overwrite pods foo status=unhealthy',
      '  ',
      '  # Update all pods in the namespace',
      '  kubectl label pods --all status=unhealthy',
      '  ',
      '  # Update a pod identified by the type and name in "pod.json"',
      '  kubectl label -f pod.json status=unhealthy',
      '  ',
      "  # Update pod 'foo' only if the resource is unchanged from version 1",
      '  kubectl label pods foo status=unhealthy --resource-version=1',
      '  ',
      "  # Update pod 'foo' by removing a label named 'bar' if it exists",
      '  # Does not require the --overwrite flag',
      '  kubectl label pods foo bar-',
    ].join('\n'),
    usage:
      'kubectl label [--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version] [options]',
    flags: [
      {
        name: 'all',
        type: 'bool',
        default: 'false',
        usage: 'Select all resources, in the namespace of the specified resource types',
      },
      {
        name: 'all-namespaces',
        shorthand: 'A',
        type: 'bool',
        default: 'false',
        usage: 'If true, check the specified action in all namespaces.',
      },
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
        default: 'kubectl-label',
        usage: 'Name of the manager used to track field ownership.',
      },
      {
        name: 'field-selector',
        type: 'string',
        default: '',
        usage:
          "Selector (field query) to filter on, supports '=', '==', and '!='.(e.g. --field-selector key1=value1,key2=value2). The server only supports a limited number of field queries per type.",
      },
      {
        name: 'filename',
        shorthand: 'f',
        type: 'stringSlice',
        default: '[]',
        usage: 'Filename, directory, or URL to files identifying the resource to update the labels',
      },
      {
        name: 'kustomize',
        shorthand: 'k',
        type: 'string',
        default: '',
        usage: "Process the kustomization directory. This flag can't be used together with -f or -R.",
      },
      { name: 'list', type: 'bool', default: 'false', usage: 'If true, display the labels for a given resource.' },
      {
        name: 'local',
        type: 'bool',
        default: 'false',
        usage: 'If true, label will NOT contact api-server but run locally.',
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
          'If true, allow labels to be overwritten, otherwise reject label updates that overwrite existing labels.',
      },
      {
        name: 'recursive',
        shorthand: 'R',
        type: 'bool',
        default: 'false',
        usage:
          'Process the directory used in -f, --filename recursively. Useful when you want to manage related manifests organized within the same directory.',
      },
      {
        name: 'resource-version',
        type: 'string',
        default: '',
        usage:
          'If non-empty, the labels update will only succeed if this is the current resource-version for the object. Only valid when specifying a single resource.',
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
        name: 'record',
        type: 'bool',
        default: 'false',
        usage:
          'Record current kubectl command in the resource annotation. If set to false, do not record the command. If set to true, record the command. If not set, default to updating the existing annotation value only if one already exists.',
        hidden: true,
        deprecated: '--record will be removed in the future',
      },
    ],
  },
}
