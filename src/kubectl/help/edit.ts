// What kubectl 1.36.4 says of `kubectl edit`: texts and flags, as data.
import type { HelpPages } from './help-page'

export const editHelp: HelpPages = {
  edit: {
    short: 'Edit a resource on the server',
    long: [
      'Edit a resource from the default editor.',
      '',
      " The edit command allows you to directly edit any API resource you can retrieve via the command-line tools. It will open the editor defined by your KUBE_EDITOR, or EDITOR environment variables, or fall back to 'vi' for Linux or 'notepad' for Windows. When attempting to open the editor, it will first attempt to use the shell that has been defined in the 'SHELL' environment variable. If this is not defined, the default shell will be used, which is '/bin/bash' for Linux or 'cmd' for Windows.",
      '',
      ' You can edit multiple objects, although changes are applied one at a time. The command accepts file names as well as command-line arguments, although the files you point to must be previously saved versions of resources.',
      '',
      ' Editing is done with the API version used to fetch the resource. To edit using a specific API version, fully-qualify the resource, version, and group.',
      '',
      ' The default format is YAML. To edit in JSON, specify "-o json".',
      '',
      ' The flag --windows-line-endings can be used to force Windows line endings, otherwise the default for your operating system will be used.',
      '',
      ' In the event an error occurs while updating, a temporary file will be created on disk that contains your unapplied changes. The most common error when updating a resource is another editor changing the resource on the server. When this occurs, you will have to apply your changes to the newer version of the resource, or update your temporary saved copy to include the latest resource version.',
    ].join('\n'),
    examples: [
      "  # Edit the service named 'registry'",
      '  kubectl edit svc/registry',
      '  ',
      '  # Use an alternative editor',
      '  KUBE_EDITOR="nano" kubectl edit svc/registry',
      '  ',
      "  # Edit the job 'myjob' in JSON using the v1 API format",
      '  kubectl edit job.v1.batch/myjob -o json',
      '  ',
      "  # Edit the deployment 'mydeployment' in YAML and save the modified config in its annotation",
      '  kubectl edit deployment/mydeployment -o yaml --save-config',
      '  ',
      "  # Edit the 'status' subresource for the 'mydeployment' deployment",
      "  kubectl edit deployment mydeployment --subresource='status'",
    ].join('\n'),
    usage: 'kubectl edit (RESOURCE/NAME | -f FILENAME) [options]',
    flags: [
      {
        name: 'allow-missing-template-keys',
        type: 'bool',
        default: 'true',
        usage:
          'If true, ignore any errors in templates when a field or map key is missing in the template. Only applies to golang and jsonpath output formats.',
      },
      {
        name: 'field-manager',
        type: 'string',
        default: 'kubectl-edit',
        usage: 'Name of the manager used to track field ownership.',
      },
      {
        name: 'filename',
        shorthand: 'f',
        type: 'stringSlice',
        default: '[]',
        usage: 'Filename, directory, or URL to files to use to edit the resource',
      },
      {
        name: 'kustomize',
        shorthand: 'k',
        type: 'string',
        default: '',
        usage: "Process the kustomization directory. This flag can't be used together with -f or -R.",
      },
      {
        name: 'output',
        shorthand: 'o',
        type: 'string',
        default: '',
        usage:
          'Output format. One of: (json, yaml, kyaml, name, go-template, go-template-file, template, templatefile, jsonpath, jsonpath-as-json, jsonpath-file).',
      },
      { name: 'output-patch', type: 'bool', default: 'false', usage: 'Output the patch if the resource is edited.' },
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
        usage: 'If specified, edit will operate on the subresource of the requested object.',
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
      {
        name: 'windows-line-endings',
        type: 'bool',
        default: 'false',
        usage: 'Defaults to the line ending native to your platform.',
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
