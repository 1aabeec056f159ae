// What kubectl 1.36.4 says of `kubectl replace`: texts and flags, as data.
import type { HelpPages } from './help-page'

export const replaceHelp: HelpPages = {
  replace: {
    short: 'Replace a resource by file name or stdin',
    long: [
      'Replace a resource by file name or stdin.',
      '',
      ' JSON and YAML formats are accepted. If replacing an existing resource, the complete resource spec must be provided. This can be obtained by',
      '',
      '        $ kubectl get TYPE NAME -o yaml',
    ].join('\n'),
    examples: [
      '  # Replace a pod using the data in pod.json',
      '  kubectl replace -f ./pod.json',
      '  ',
      '  # Replace a pod based on the JSON passed into stdin',
      '  cat pod.json | kubectl replace -f -',
      '  ',
      "  # Update a single-container pod's image version (tag) to v4",
      "  kubectl get pod mypod -o yaml | sed 's/\\(image: myimage\\):.*$/\\1:v4/' | kubectl replace -f -",
      '  ',
      '  # Force replace, delete and then re-create the resource',
      '  kubectl replace --force -f ./pod.json',
    ].join('\n'),
    usage: 'kubectl replace -f FILENAME [options]',
    flags: [
      {
        name: 'allow-missing-template-keys',
        type: 'bool',
        default: 'true',
        usage:
          'If true, ignore any errors in templates when a field or map key is missing in the template. Only applies to golang and jsonpath output formats.',
      },
      {
        name: 'cascade',
        type: 'string',
        default: 'background',
        bare: 'background',
        usage:
          'Must be "background", "orphan", or "foreground". Selects the deletion cascading strategy for the dependents (e.g. Pods created by a ReplicationController). Defaults to background.',
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
        default: 'kubectl-replace',
        usage: 'Name of the manager used to track field ownership.',
      },
      {
        name: 'filename',
        shorthand: 'f',
        type: 'stringSlice',
        default: '[]',
        usage: 'The files that contain the configurations to replace.',
      },
      {
        name: 'force',
        type: 'bool',
        default: 'false',
        usage:
          'If true, immediately remove resources from API and bypass graceful deletion. Note that immediate deletion of some resources may result in inconsistency or data loss and requires confirmation.',
      },
      {
        name: 'grace-period',
        type: 'int',
        default: '-1',
        usage:
          'Period of time in seconds given to the resource to terminate gracefully. Ignored if negative. Set to 1 for immediate shutdown. Can only be set to 0 when --force is true (force deletion).',
      },
      {
        name: 'kustomize',
        shorthand: 'k',
        type: 'string',
        default: '',
        usage: "Process a kustomization directory. This flag can't be used together with -f or -R.",
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
        name: 'raw',
        type: 'string',
        default: '',
        usage: 'Raw URI to PUT to the server.  Uses the transport specified by the kubeconfig file.',
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
        name: 'save-config',
        type: 'bool',
        default: 'false',
        usage:
          'If true, the configuration of current object will be saved in its annotation. Otherwise, the annotation will be unchanged. This flag is useful when you want to perform kubectl apply on this object in the future.',
      },
      {
        name: 'show-managed-fields',
        type: 'bool',
        default: 'false',
        usage: 'If true, keep the managedFields when printing objects in JSON or YAML format.',
      },
      {
        name: 'subresource',
        type: 'string',
        default: '',
        usage: 'If specified, replace will operate on the subresource of the requested object.',
      },
      {
        name: 'template',
        type: 'string',
        default: '',
        usage:
          'Template string or path to template file to use when -o=go-template, -o=go-template-file. The template format is golang templates [http://golang.org/pkg/text/template/#pkg-overview].',
      },
      {
        name: 'timeout',
        type: 'duration',
        default: '0s',
        usage:
          'The length of time to wait before giving up on a delete, zero means determine a timeout from the size of the object',
      },
      {
        name: 'validate',
        type: 'string',
        default: 'strict',
        bare: 'strict',
        usage:
          'Must be one of: strict (or true), warn, ignore (or false). "true" or "strict" will use a schema to validate the input and fail the request if invalid. It will perform server side validation if ServerSideFieldValidation is enabled on the api-server, but will fall back to less reliable client-side validation if not. "warn" will warn about unknown or duplicate fields without blocking the request if server-side field validation is enabled on the API server, and behave as "ignore" otherwise. "false" or "ignore" will not perform any schema validation, silently dropping any unknown or duplicate fields.',
      },
      {
        name: 'wait',
        type: 'bool',
        default: 'false',
        usage: 'If true, wait for resources to be gone before returning. This waits for finalizers.',
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
