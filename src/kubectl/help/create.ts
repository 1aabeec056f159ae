// What kubectl 1.36.4 says of `kubectl create`: texts and flags, as data.
import type { HelpPages } from './help-page'

export const createHelp: HelpPages = {
  create: {
    short: 'Create a resource from a file or from stdin',
    long: ['Create a resource from a file or from stdin.', '', ' JSON and YAML formats are accepted.'].join('\n'),
    examples: [
      '  # Create a pod using the data in pod.json',
      '  kubectl create -f ./pod.json',
      '  ',
      '  # Create a pod based on the JSON passed into stdin',
      '  cat pod.json | kubectl create -f -',
      '  ',
      '  # Edit the data in registry.yaml in JSON then create the resource using the edited data',
      '  kubectl create -f registry.yaml --edit -o json',
    ].join('\n'),
    subcommands: [
      'clusterrole',
      'clusterrolebinding',
      'configmap',
      'cronjob',
      'deployment',
      'ingress',
      'job',
      'namespace',
      'poddisruptionbudget',
      'priorityclass',
      'quota',
      'role',
      'rolebinding',
      'secret',
      'service',
      'serviceaccount',
      'token',
    ],
    usage: 'kubectl create -f FILENAME [options]',
    flags: [
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
      { name: 'edit', type: 'bool', default: 'false', usage: 'Edit the API resource before creating' },
      {
        name: 'field-manager',
        type: 'string',
        default: 'kubectl-create',
        usage: 'Name of the manager used to track field ownership.',
      },
      {
        name: 'filename',
        shorthand: 'f',
        type: 'stringSlice',
        default: '[]',
        usage: 'Filename, directory, or URL to files to use to create the resource',
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
      {
        name: 'raw',
        type: 'string',
        default: '',
        usage: 'Raw URI to POST to the server.  Uses the transport specified by the kubeconfig file.',
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
      {
        name: 'windows-line-endings',
        type: 'bool',
        default: 'false',
        usage: 'Only relevant if --edit=true. Defaults to the line ending native to your platform.',
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
  'create clusterrole': {
    short: 'Create a cluster role',
    long: 'Create a cluster role.',
    examples: [
      '  # Create a cluster role named "pod-reader" that allows user to perform "get", "watch" and "list" on pods',
      '  kubectl create clusterrole pod-reader --verb=get,list,watch --resource=pods',
      '  ',
      '  # Create a cluster role named "pod-reader" with ResourceName specified',
      '  kubectl create clusterrole pod-reader --verb=get --resource=pods --resource-name=readablepod --resource-name=anotherpod',
      '  ',
      '  # Create a cluster role named "foo" with API Group specified',
      '  kubectl create clusterrole foo --verb=get,list,watch --resource=rs.apps',
      '  ',
      '  # Create a cluster role named "foo" with SubResource specified',
      '  kubectl create clusterrole foo --verb=get,list,watch --resource=pods,pods/status',
      '  ',
      '  # Create a cluster role name "foo" with NonResourceURL specified',
      '  kubectl create clusterrole "foo" --verb=get --non-resource-url=/logs/*',
      '  ',
      '  # Create a cluster role name "monitoring" with AggregationRule specified',
      '  kubectl create clusterrole monitoring --aggregation-rule="rbac.example.com/aggregate-to-monitoring=true"',
    ].join('\n'),
    usage:
      'kubectl create clusterrole NAME --verb=verb --resource=resource.group [--resource-name=resourcename] [--dry-run=server|client|none] [options]',
    flags: [
      {
        name: 'aggregation-rule',
        type: 'stringMap',
        default: '',
        usage: 'An aggregation label selector for combining ClusterRoles.',
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
        default: 'kubectl-create',
        usage: 'Name of the manager used to track field ownership.',
      },
      {
        name: 'non-resource-url',
        type: 'stringSlice',
        default: '[]',
        usage: 'A partial url that user should have access to.',
      },
      {
        name: 'output',
        shorthand: 'o',
        type: 'string',
        default: '',
        usage:
          'Output format. One of: (json, yaml, kyaml, name, go-template, go-template-file, template, templatefile, jsonpath, jsonpath-as-json, jsonpath-file).',
      },
      { name: 'resource', type: 'stringSlice', default: '[]', usage: 'Resource that the rule applies to' },
      {
        name: 'resource-name',
        type: 'stringArray',
        default: '[]',
        usage: 'Resource in the white list that the rule applies to, repeat this flag for multiple items',
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
        name: 'verb',
        type: 'stringSlice',
        default: '[]',
        usage: 'Verb that applies to the resources contained in the rule',
      },
    ],
  },
  'create clusterrolebinding': {
    short: 'Create a cluster role binding for a particular cluster role',
    long: 'Create a cluster role binding for a particular cluster role.',
    examples: [
      '  # Create a cluster role binding for user1, user2, and group1 using the cluster-admin cluster role',
      '  kubectl create clusterrolebinding cluster-admin --clusterrole=cluster-admin --user=user1 --user=user2 --group=group1',
    ].join('\n'),
    usage:
      'kubectl create clusterrolebinding NAME --clusterrole=NAME [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none] [options]',
    flags: [
      {
        name: 'allow-missing-template-keys',
        type: 'bool',
        default: 'true',
        usage:
          'If true, ignore any errors in templates when a field or map key is missing in the template. Only applies to golang and jsonpath output formats.',
      },
      {
        name: 'clusterrole',
        type: 'string',
        default: '',
        usage: 'ClusterRole this ClusterRoleBinding should reference',
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
        default: 'kubectl-create',
        usage: 'Name of the manager used to track field ownership.',
      },
      {
        name: 'group',
        type: 'stringArray',
        default: '[]',
        usage: 'Groups to bind to the clusterrole. The flag can be repeated to add multiple groups.',
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
        name: 'save-config',
        type: 'bool',
        default: 'false',
        usage:
          'If true, the configuration of current object will be saved in its annotation. Otherwise, the annotation will be unchanged. This flag is useful when you want to perform kubectl apply on this object in the future.',
      },
      {
        name: 'serviceaccount',
        type: 'stringArray',
        default: '[]',
        usage:
          'Service accounts to bind to the clusterrole, in the format <namespace>:<name>. The flag can be repeated to add multiple service accounts.',
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
        name: 'user',
        type: 'stringArray',
        default: '[]',
        usage: 'Usernames to bind to the clusterrole. The flag can be repeated to add multiple users.',
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
  'create configmap': {
    short: 'Create a config map from a local file, directory or literal value',
    long: [
      'Create a config map based on a file, directory, or specified literal value.',
      '',
      ' A single config map may package one or more key/value pairs.',
      '',
      ' When creating a config map based on a file, the key will default to the basename of the file, and the value will default to the file content.  If the basename is an invalid key, you may specify an alternate key.',
      '',
      ' When creating a config map based on a directory, each file whose basename is a valid key in the directory will be packaged into the config map.  Any directory entries except regular files are ignored (e.g. subdirectories, symlinks, devices, pipes, etc).',
    ].join('\n'),
    examples: [
      '  # Create a new config map named my-config based on folder bar',
      '  kubectl create configmap my-config --from-file=path/to/bar',
      '  ',
      '  # Create a new config map named my-config with specified keys instead of file basenames on disk',
      '  kubectl create configmap my-config --from-file=key1=/path/to/bar/file1.txt --from-file=key2=/path/to/bar/file2.txt',
      '  ',
      '  # Create a new config map named my-config with key1=config1 and key2=config2',
      '  kubectl create configmap my-config --from-literal=key1=config1 --from-literal=key2=config2',
      '  ',
      '  # Create a new config map named my-config with key=value pairs from an env file',
      '  kubectl create configmap my-config --from-env-file=path/to/bar.env',
    ].join('\n'),
    aliases: ['cm'],
    usage:
      'kubectl create configmap NAME [--from-file=[key=]source] [--from-literal=key1=value1] [--dry-run=server|client|none] [options]',
    flags: [
      {
        name: 'allow-missing-template-keys',
        type: 'bool',
        default: 'true',
        usage:
          'If true, ignore any errors in templates when a field or map key is missing in the template. Only applies to golang and jsonpath output formats.',
      },
      { name: 'append-hash', type: 'bool', default: 'false', usage: 'Append a hash of the configmap to its name.' },
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
        default: 'kubectl-create',
        usage: 'Name of the manager used to track field ownership.',
      },
      {
        name: 'from-env-file',
        type: 'stringSlice',
        default: '[]',
        usage: 'Specify the path to a file to read lines of key=val pairs to create a configmap.',
      },
      {
        name: 'from-file',
        type: 'stringSlice',
        default: '[]',
        usage:
          'Key file can be specified using its file path, in which case file basename will be used as configmap key, or optionally with a key and file path, in which case the given key will be used.  Specifying a directory will iterate each named file in the directory whose basename is a valid configmap key.',
      },
      {
        name: 'from-literal',
        type: 'stringArray',
        default: '[]',
        usage: 'Specify a key and literal value to insert in configmap (i.e. mykey=somevalue)',
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
  'create cronjob': {
    short: 'Create a cron job with the specified name',
    long: 'Create a cron job with the specified name.',
    examples: [
      '  # Create a cron job',
      '  kubectl create cronjob my-job --image=busybox --schedule="*/1 * * * *"',
      '  ',
      '  # Create a cron job with a command',
      '  kubectl create cronjob my-job --image=busybox --schedule="*/1 * * * *" -- date',
    ].join('\n'),
    aliases: ['cj'],
    usage:
      "kubectl create cronjob NAME --image=image --schedule='0/5 * * * ?' -- [COMMAND] [args...] [flags] [options]",
    flags: [
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
        default: 'kubectl-create',
        usage: 'Name of the manager used to track field ownership.',
      },
      { name: 'image', type: 'string', default: '', usage: 'Image name to run.' },
      {
        name: 'output',
        shorthand: 'o',
        type: 'string',
        default: '',
        usage:
          'Output format. One of: (json, yaml, kyaml, name, go-template, go-template-file, template, templatefile, jsonpath, jsonpath-as-json, jsonpath-file).',
      },
      {
        name: 'restart',
        type: 'string',
        default: '',
        usage: "job's restart policy. supported values: OnFailure, Never",
      },
      {
        name: 'save-config',
        type: 'bool',
        default: 'false',
        usage:
          'If true, the configuration of current object will be saved in its annotation. Otherwise, the annotation will be unchanged. This flag is useful when you want to perform kubectl apply on this object in the future.',
      },
      {
        name: 'schedule',
        type: 'string',
        default: '',
        usage: 'A schedule in the Cron format the job should be run with.',
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
  'create deployment': {
    short: 'Create a deployment with the specified name',
    long: 'Create a deployment with the specified name.',
    examples: [
      '  # Create a deployment named my-dep that runs the busybox image',
      '  kubectl create deployment my-dep --image=busybox',
      '  ',
      '  # Create a deployment with a command',
      '  kubectl create deployment my-dep --image=busybox -- date',
      '  ',
      '  # Create a deployment named my-dep that runs the nginx image with 3 replicas',
      '  kubectl create deployment my-dep --image=nginx --replicas=3',
      '  ',
      '  # Create a deployment named my-dep that runs the busybox image and expose port 5701',
      '  kubectl create deployment my-dep --image=busybox --port=5701',
      '  ',
      '  # Create a deployment named my-dep that runs multiple containers',
      '  kubectl create deployment my-dep --image=busybox:latest --image=ubuntu:latest --image=nginx',
    ].join('\n'),
    aliases: ['deploy'],
    usage: 'kubectl create deployment NAME --image=image -- [COMMAND] [args...] [options]',
    flags: [
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
        default: 'kubectl-create',
        usage: 'Name of the manager used to track field ownership.',
      },
      {
        name: 'image',
        type: 'stringSlice',
        default: '[]',
        usage: 'Image names to run. A deployment can have multiple images set for multi-container pod.',
      },
      {
        name: 'output',
        shorthand: 'o',
        type: 'string',
        default: '',
        usage:
          'Output format. One of: (json, yaml, kyaml, name, go-template, go-template-file, template, templatefile, jsonpath, jsonpath-as-json, jsonpath-file).',
      },
      { name: 'port', type: 'int32', default: '-1', usage: 'The containerPort that this deployment exposes.' },
      {
        name: 'replicas',
        shorthand: 'r',
        type: 'int32',
        default: '1',
        usage: 'Number of replicas to create. Default is 1.',
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
  'create ingress': {
    short: 'Create an ingress with the specified name',
    long: 'Create an ingress with the specified name.',
    examples: [
      "  # Create a single ingress called 'simple' that directs requests to foo.com/bar to svc",
      '  # svc1:8080 with a TLS secret "my-cert"',
      '  kubectl create ingress simple --rule="foo.com/bar=svc1:8080,tls=my-cert"',
      '  ',
      '  # Create a catch all ingress of "/path" pointing to service svc:port and Ingress Class as "otheringress"',
      '  kubectl create ingress catch-all --class=otheringress --rule="/path=svc:port"',
      '  ',
      '  # Create an ingress with two annotations: ingress.annotation1 and ingress.annotations2',
      '  kubectl create ingress annotated --class=default --rule="foo.com/bar=svc:port" \\',
      '  --annotation ingress.annotation1=foo \\',
      '  --annotation ingress.annotation2=bla',
      '  ',
      '  # Create an ingress with the same host and multiple paths',
      '  kubectl create ingress multipath --class=default \\',
      '  --rule="foo.com/=svc:port" \\',
      '  --rule="foo.com/admin/=svcadmin:portadmin"',
      '  ',
      '  # Create an ingress with multiple hosts and the pathType as Prefix',
      '  kubectl create ingress ingress1 --class=default \\',
      '  --rule="foo.com/path*=svc:8080" \\',
      '  --rule="bar.com/admin*=svc2:http"',
      '  ',
      '  # Create an ingress with TLS enabled using the default ingress certificate and different path types',
      '  kubectl create ingress ingtls --class=default \\',
      '  --rule="foo.com/=svc:https,tls" \\',
      '  --rule="foo.com/path/subpath*=othersvc:8080"',
      '  ',
      '  # Create an ingress with TLS enabled using a specific secret and pathType as Prefix',
      '  kubectl create ingress ingsecret --class=default \\',
      '  --rule="foo.com/*=svc:8080,tls=secret1"',
      '  ',
      '  # Create an ingress with a default backend',
      '  kubectl create ingress ingdefault --class=default \\',
      '  --default-backend=defaultsvc:http \\',
      '  --rule="foo.com/*=svc:8080,tls=secret1"',
    ].join('\n'),
    aliases: ['ing'],
    usage: 'kubectl create ingress NAME --rule=host/path=service:port[,tls[=secret]]  [options]',
    flags: [
      {
        name: 'allow-missing-template-keys',
        type: 'bool',
        default: 'true',
        usage:
          'If true, ignore any errors in templates when a field or map key is missing in the template. Only applies to golang and jsonpath output formats.',
      },
      {
        name: 'annotation',
        type: 'stringArray',
        default: '[]',
        usage: 'Annotation to insert in the ingress object, in the format annotation=value',
      },
      { name: 'class', type: 'string', default: '', usage: 'Ingress Class to be used' },
      {
        name: 'default-backend',
        type: 'string',
        default: '',
        usage: 'Default service for backend, in format of svcname:port',
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
        default: 'kubectl-create',
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
        name: 'rule',
        type: 'stringArray',
        default: '[]',
        usage:
          "Rule in format host/path=service:port[,tls=secretname]. Paths containing the leading character '*' are considered pathType=Prefix. tls argument is optional.",
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
  'create job': {
    short: 'Create a job with the specified name',
    long: 'Create a job with the specified name.',
    examples: [
      '  # Create a job',
      '  kubectl create job my-job --image=busybox',
      '  ',
      '  # Create a job with a command',
      '  kubectl create job my-job --image=busybox -- date',
      '  ',
      '  # Create a job from a cron job named "a-cronjob"',
      '  kubectl create job test-job --from=cronjob/a-cronjob',
    ].join('\n'),
    usage: 'kubectl create job NAME --image=image [--from=cronjob/name] -- [COMMAND] [args...] [options]',
    flags: [
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
        default: 'kubectl-create',
        usage: 'Name of the manager used to track field ownership.',
      },
      {
        name: 'from',
        type: 'string',
        default: '',
        usage: 'The name of the resource to create a Job from (only CronJob is supported).',
      },
      { name: 'image', type: 'string', default: '', usage: 'Image name to run.' },
      {
        name: 'output',
        shorthand: 'o',
        type: 'string',
        default: '',
        usage:
          'Output format. One of: (json, yaml, kyaml, name, go-template, go-template-file, template, templatefile, jsonpath, jsonpath-as-json, jsonpath-file).',
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
  'create namespace': {
    short: 'Create a namespace with the specified name',
    long: 'Create a namespace with the specified name.',
    examples: ['  # Create a new namespace named my-namespace', '  kubectl create namespace my-namespace'].join('\n'),
    aliases: ['ns'],
    usage: 'kubectl create namespace NAME [--dry-run=server|client|none] [options]',
    flags: [
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
        default: 'kubectl-create',
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
  'create poddisruptionbudget': {
    short: 'Create a pod disruption budget with the specified name',
    long: 'Create a pod disruption budget with the specified name, selector, and desired minimum available pods.',
    examples: [
      '  # Create a pod disruption budget named my-pdb that will select all pods with the app=rails label',
      '  # and require at least one of them being available at any point in time',
      '  kubectl create poddisruptionbudget my-pdb --selector=app=rails --min-available=1',
      '  ',
      '  # Create a pod disruption budget named my-pdb that will select all pods with the app=nginx label',
      '  # and require at least half of the pods selected to be available at any point in time',
      '  kubectl create pdb my-pdb --selector=app=nginx --min-available=50%',
    ].join('\n'),
    aliases: ['pdb'],
    usage:
      'kubectl create poddisruptionbudget NAME --selector=SELECTOR --min-available=N [--dry-run=server|client|none] [options]',
    flags: [
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
        default: 'kubectl-create',
        usage: 'Name of the manager used to track field ownership.',
      },
      {
        name: 'max-unavailable',
        type: 'string',
        default: '',
        usage: 'The maximum number or percentage of unavailable pods this budget requires.',
      },
      {
        name: 'min-available',
        type: 'string',
        default: '',
        usage: 'The minimum number or percentage of available pods this budget requires.',
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
        name: 'save-config',
        type: 'bool',
        default: 'false',
        usage:
          'If true, the configuration of current object will be saved in its annotation. Otherwise, the annotation will be unchanged. This flag is useful when you want to perform kubectl apply on this object in the future.',
      },
      {
        name: 'selector',
        type: 'string',
        default: '',
        usage: 'A label selector to use for this budget. Only equality-based selector requirements are supported.',
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
  'create priorityclass': {
    short: 'Create a priority class with the specified name',
    long: 'Create a priority class with the specified name, value, globalDefault and description.',
    examples: [
      '  # Create a priority class named high-priority',
      '  kubectl create priorityclass high-priority --value=1000 --description="high priority"',
      '  ',
      '  # Create a priority class named default-priority that is considered as the global default priority',
      '  kubectl create priorityclass default-priority --value=1000 --global-default=true --description="default priority"',
      '  ',
      '  # Create a priority class named high-priority that cannot preempt pods with lower priority',
      '  kubectl create priorityclass high-priority --value=1000 --description="high priority" --preemption-policy="Never"',
    ].join('\n'),
    aliases: ['pc'],
    usage:
      'kubectl create priorityclass NAME --value=VALUE --global-default=BOOL [--dry-run=server|client|none] [options]',
    flags: [
      {
        name: 'allow-missing-template-keys',
        type: 'bool',
        default: 'true',
        usage:
          'If true, ignore any errors in templates when a field or map key is missing in the template. Only applies to golang and jsonpath output formats.',
      },
      {
        name: 'description',
        type: 'string',
        default: '',
        usage:
          'description is an arbitrary string that usually provides guidelines on when this priority class should be used.',
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
        default: 'kubectl-create',
        usage: 'Name of the manager used to track field ownership.',
      },
      {
        name: 'global-default',
        type: 'bool',
        default: 'false',
        usage: 'global-default specifies whether this PriorityClass should be considered as the default priority.',
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
        name: 'preemption-policy',
        type: 'string',
        default: 'PreemptLowerPriority',
        usage: 'preemption-policy is the policy for preempting pods with lower priority.',
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
      { name: 'value', type: 'int32', default: '0', usage: 'the value of this priority class.' },
    ],
  },
  'create quota': {
    short: 'Create a quota with the specified name',
    long: 'Create a resource quota with the specified name, hard limits, and optional scopes.',
    examples: [
      '  # Create a new resource quota named my-quota',
      '  kubectl create quota my-quota --hard=cpu=1,memory=1G,pods=2,services=3,replicationcontrollers=2,resourcequotas=1,secrets=5,persistentvolumeclaims=10',
      '  ',
      '  # Create a new resource quota named best-effort',
      '  kubectl create quota best-effort --hard=pods=100 --scopes=BestEffort',
    ].join('\n'),
    aliases: ['resourcequota'],
    usage:
      'kubectl create quota NAME [--hard=key1=value1,key2=value2] [--scopes=Scope1,Scope2] [--dry-run=server|client|none] [options]',
    flags: [
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
        default: 'kubectl-create',
        usage: 'Name of the manager used to track field ownership.',
      },
      {
        name: 'hard',
        type: 'string',
        default: '',
        usage: 'A comma-delimited set of resource=quantity pairs that define a hard limit.',
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
        name: 'save-config',
        type: 'bool',
        default: 'false',
        usage:
          'If true, the configuration of current object will be saved in its annotation. Otherwise, the annotation will be unchanged. This flag is useful when you want to perform kubectl apply on this object in the future.',
      },
      {
        name: 'scopes',
        type: 'string',
        default: '',
        usage: 'A comma-delimited set of quota scopes that must all match each object tracked by the quota.',
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
  'create role': {
    short: 'Create a role with single rule',
    long: 'Create a role with single rule.',
    examples: [
      '  # Create a role named "pod-reader" that allows user to perform "get", "watch" and "list" on pods',
      '  kubectl create role pod-reader --verb=get --verb=list --verb=watch --resource=pods',
      '  ',
      '  # Create a role named "pod-reader" with ResourceName specified',
      '  kubectl create role pod-reader --verb=get --resource=pods --resource-name=readablepod --resource-name=anotherpod',
      '  ',
      '  # Create a role named "foo" with API Group specified',
      '  kubectl create role foo --verb=get,list,watch --resource=rs.apps',
      '  ',
      '  # Create a role named "foo" with SubResource specified',
      '  kubectl create role foo --verb=get,list,watch --resource=pods,pods/status',
    ].join('\n'),
    usage:
      'kubectl create role NAME --verb=verb --resource=resource.group/subresource [--resource-name=resourcename] [--dry-run=server|client|none] [options]',
    flags: [
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
        default: 'kubectl-create',
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
      { name: 'resource', type: 'stringSlice', default: '[]', usage: 'Resource that the rule applies to' },
      {
        name: 'resource-name',
        type: 'stringArray',
        default: '[]',
        usage: 'Resource in the white list that the rule applies to, repeat this flag for multiple items',
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
        name: 'verb',
        type: 'stringSlice',
        default: '[]',
        usage: 'Verb that applies to the resources contained in the rule',
      },
    ],
  },
  'create rolebinding': {
    short: 'Create a role binding for a particular role or cluster role',
    long: 'Create a role binding for a particular role or cluster role.',
    examples: [
      '  # Create a role binding for user1, user2, and group1 using the admin cluster role',
      '  kubectl create rolebinding admin --clusterrole=admin --user=user1 --user=user2 --group=group1',
      '  ',
      '  # Create a role binding for service account monitoring:sa-dev using the admin role',
      '  kubectl create rolebinding admin-binding --role=admin --serviceaccount=monitoring:sa-dev',
    ].join('\n'),
    usage:
      'kubectl create rolebinding NAME --clusterrole=NAME|--role=NAME [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none] [options]',
    flags: [
      {
        name: 'allow-missing-template-keys',
        type: 'bool',
        default: 'true',
        usage:
          'If true, ignore any errors in templates when a field or map key is missing in the template. Only applies to golang and jsonpath output formats.',
      },
      { name: 'clusterrole', type: 'string', default: '', usage: 'ClusterRole this RoleBinding should reference' },
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
        default: 'kubectl-create',
        usage: 'Name of the manager used to track field ownership.',
      },
      {
        name: 'group',
        type: 'stringArray',
        default: '[]',
        usage: 'Groups to bind to the role. The flag can be repeated to add multiple groups.',
      },
      {
        name: 'output',
        shorthand: 'o',
        type: 'string',
        default: '',
        usage:
          'Output format. One of: (json, yaml, kyaml, name, go-template, go-template-file, template, templatefile, jsonpath, jsonpath-as-json, jsonpath-file).',
      },
      { name: 'role', type: 'string', default: '', usage: 'Role this RoleBinding should reference' },
      {
        name: 'save-config',
        type: 'bool',
        default: 'false',
        usage:
          'If true, the configuration of current object will be saved in its annotation. Otherwise, the annotation will be unchanged. This flag is useful when you want to perform kubectl apply on this object in the future.',
      },
      {
        name: 'serviceaccount',
        type: 'stringArray',
        default: '[]',
        usage:
          'Service accounts to bind to the role, in the format <namespace>:<name>. The flag can be repeated to add multiple service accounts.',
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
        name: 'user',
        type: 'stringArray',
        default: '[]',
        usage: 'Usernames to bind to the role. The flag can be repeated to add multiple users.',
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
  'create secret': {
    short: 'Create a secret using a specified subcommand',
    long: [
      'Create a secret with specified type.',
      '',
      ' A docker-registry type secret is for accessing a container registry.',
      '',
      ' A generic type secret indicate an Opaque secret type.',
      '',
      ' A tls type secret holds TLS certificate and its associated key.',
    ].join('\n'),
    subcommands: ['docker-registry', 'generic', 'tls'],
    usage: 'kubectl create secret (docker-registry | generic | tls) [options]',
    flags: [],
  },
  'create secret docker-registry': {
    short: 'Create a secret for use with a Docker registry',
    long: [
      'Create a new secret for use with Docker registries.',
      '        ',
      '        Dockercfg secrets are used to authenticate against Docker registries.',
      '        ',
      '        When using the Docker command line to push images, you can authenticate to a given registry by running:',
      "        '$ docker login DOCKER_REGISTRY_SERVER --username=DOCKER_USER --password=DOCKER_PASSWORD --email=DOCKER_EMAIL'.",
      '        ',
      " That produces a ~/.dockercfg file that is used by subsequent 'docker push' and 'docker pull' commands to authenticate to the registry. The email address is optional.",
      '',
      '        When creating applications, you may have a Docker registry that requires authentication.  In order for the',
      '        nodes to pull images on your behalf, they must have the credentials.  You can provide this information',
      '        by creating a dockercfg secret and attaching it to your service account.',
    ].join('\n'),
    examples: [
      '  # If you do not already have a .dockercfg file, create a dockercfg secret directly',
      '  kubectl create secret docker-registry my-secret --docker-server=DOCKER_REGISTRY_SERVER --docker-username=DOCKER_USER --docker-password=DOCKER_PASSWORD --docker-email=DOCKER_EMAIL',
      '  ',
      '  # Create a new secret named my-secret from ~/.docker/config.json',
      '  kubectl create secret docker-registry my-secret --from-file=path/to/.docker/config.json',
    ].join('\n'),
    usage:
      'kubectl create secret docker-registry NAME --docker-username=user --docker-password=password --docker-email=email [--docker-server=string] [--from-file=[key=]source] [--dry-run=server|client|none] [options]',
    flags: [
      {
        name: 'allow-missing-template-keys',
        type: 'bool',
        default: 'true',
        usage:
          'If true, ignore any errors in templates when a field or map key is missing in the template. Only applies to golang and jsonpath output formats.',
      },
      { name: 'append-hash', type: 'bool', default: 'false', usage: 'Append a hash of the secret to its name.' },
      { name: 'docker-email', type: 'string', default: '', usage: 'Email for Docker registry' },
      { name: 'docker-password', type: 'string', default: '', usage: 'Password for Docker registry authentication' },
      {
        name: 'docker-server',
        type: 'string',
        default: 'https://index.docker.io/v1/',
        usage: 'Server location for Docker registry',
      },
      { name: 'docker-username', type: 'string', default: '', usage: 'Username for Docker registry authentication' },
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
        default: 'kubectl-create',
        usage: 'Name of the manager used to track field ownership.',
      },
      {
        name: 'from-file',
        type: 'stringSlice',
        default: '[]',
        usage:
          'Key files can be specified using their file path, in which case a default name of .dockerconfigjson will be given to them, or optionally with a name and file path, in which case the given name will be used. Specifying a directory will iterate each named file in the directory that is a valid secret key. For this command, the key should always be .dockerconfigjson.',
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
  'create secret generic': {
    short: 'Create a secret from a local file, directory, or literal value',
    long: [
      'Create a secret based on a file, directory, or specified literal value.',
      '',
      ' A single secret may package one or more key/value pairs.',
      '',
      ' When creating a secret based on a file, the key will default to the basename of the file, and the value will default to the file content. If the basename is an invalid key or you wish to chose your own, you may specify an alternate key.',
      '',
      ' When creating a secret based on a directory, each file whose basename is a valid key in the directory will be packaged into the secret. Any directory entries except regular files are ignored (e.g. subdirectories, symlinks, devices, pipes, etc).',
    ].join('\n'),
    examples: [
      '  # Create a new secret named my-secret with keys for each file in folder bar',
      '  kubectl create secret generic my-secret --from-file=path/to/bar',
      '  ',
      '  # Create a new secret named my-secret with specified keys instead of names on disk',
      '  kubectl create secret generic my-secret --from-file=ssh-privatekey=path/to/id_rsa --from-file=ssh-publickey=path/to/id_rsa.pub',
      '  ',
      '  # Create a new secret named my-secret with key1=supersecret and key2=topsecret',
      '  kubectl create secret generic my-secret --from-literal=key1=supersecret --from-literal=key2=topsecret',
      '  ',
      '  # Create a new secret named my-secret using a combination of a file and a literal',
      '  kubectl create secret generic my-secret --from-file=ssh-privatekey=path/to/id_rsa --from-literal=passphrase=topsecret',
      '  ',
      '  # Create a new secret named my-secret from env files',
      '  kubectl create secret generic my-secret --from-env-file=path/to/foo.env --from-env-file=path/to/bar.env',
    ].join('\n'),
    usage:
      'kubectl create secret generic NAME [--type=string] [--from-file=[key=]source] [--from-literal=key1=value1] [--dry-run=server|client|none] [options]',
    flags: [
      {
        name: 'allow-missing-template-keys',
        type: 'bool',
        default: 'true',
        usage:
          'If true, ignore any errors in templates when a field or map key is missing in the template. Only applies to golang and jsonpath output formats.',
      },
      { name: 'append-hash', type: 'bool', default: 'false', usage: 'Append a hash of the secret to its name.' },
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
        default: 'kubectl-create',
        usage: 'Name of the manager used to track field ownership.',
      },
      {
        name: 'from-env-file',
        type: 'stringSlice',
        default: '[]',
        usage: 'Specify the path to a file to read lines of key=val pairs to create a secret.',
      },
      {
        name: 'from-file',
        type: 'stringSlice',
        default: '[]',
        usage:
          'Key files can be specified using their file path, in which case a default name will be given to them, or optionally with a name and file path, in which case the given name will be used.  Specifying a directory will iterate each named file in the directory that is a valid secret key.',
      },
      {
        name: 'from-literal',
        type: 'stringArray',
        default: '[]',
        usage: 'Specify a key and literal value to insert in secret (i.e. mykey=somevalue)',
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
        name: 'template',
        type: 'string',
        default: '',
        usage:
          'Template string or path to template file to use when -o=go-template, -o=go-template-file. The template format is golang templates [http://golang.org/pkg/text/template/#pkg-overview].',
      },
      { name: 'type', type: 'string', default: '', usage: 'The type of secret to create' },
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
  'create secret tls': {
    short: 'Create a TLS secret',
    long: [
      'Create a TLS secret from the given public/private key pair.',
      '',
      ' The public/private key pair must exist beforehand. The public key certificate must be .PEM encoded and match the given private key.',
    ].join('\n'),
    examples: [
      '  # Create a new TLS secret named tls-secret with the given key pair',
      '  kubectl create secret tls tls-secret --cert=path/to/tls.crt --key=path/to/tls.key',
    ].join('\n'),
    usage:
      'kubectl create secret tls NAME --cert=path/to/cert/file --key=path/to/key/file [--dry-run=server|client|none] [options]',
    flags: [
      {
        name: 'allow-missing-template-keys',
        type: 'bool',
        default: 'true',
        usage:
          'If true, ignore any errors in templates when a field or map key is missing in the template. Only applies to golang and jsonpath output formats.',
      },
      { name: 'append-hash', type: 'bool', default: 'false', usage: 'Append a hash of the secret to its name.' },
      { name: 'cert', type: 'string', default: '', usage: 'Path to PEM encoded public key certificate.' },
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
        default: 'kubectl-create',
        usage: 'Name of the manager used to track field ownership.',
      },
      { name: 'key', type: 'string', default: '', usage: 'Path to private key associated with given certificate.' },
      {
        name: 'output',
        shorthand: 'o',
        type: 'string',
        default: '',
        usage:
          'Output format. One of: (json, yaml, kyaml, name, go-template, go-template-file, template, templatefile, jsonpath, jsonpath-as-json, jsonpath-file).',
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
  'create service': {
    short: 'Create a service using a specified subcommand',
    long: 'Create a service using a specified subcommand.',
    aliases: ['svc'],
    subcommands: ['clusterip', 'externalname', 'loadbalancer', 'nodeport'],
    usage: 'kubectl create service [flags] [options]',
    flags: [],
  },
  'create service clusterip': {
    short: 'Create a ClusterIP service',
    long: 'Create a ClusterIP service with the specified name.',
    examples: [
      '  # Create a new ClusterIP service named my-cs',
      '  kubectl create service clusterip my-cs --tcp=5678:8080',
      '  ',
      '  # Create a new ClusterIP service named my-cs (in headless mode)',
      '  kubectl create service clusterip my-cs --clusterip="None"',
    ].join('\n'),
    usage: 'kubectl create service clusterip NAME [--tcp=<port>:<targetPort>] [--dry-run=server|client|none] [options]',
    flags: [
      {
        name: 'allow-missing-template-keys',
        type: 'bool',
        default: 'true',
        usage:
          'If true, ignore any errors in templates when a field or map key is missing in the template. Only applies to golang and jsonpath output formats.',
      },
      {
        name: 'clusterip',
        type: 'string',
        default: '',
        usage: "Assign your own ClusterIP or set to 'None' for a 'headless' service (no loadbalancing).",
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
        default: 'kubectl-create',
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
        name: 'tcp',
        type: 'stringSlice',
        default: '[]',
        usage: "Port pairs can be specified as '<port>:<targetPort>'.",
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
  'create service externalname': {
    short: 'Create an ExternalName service',
    long: [
      'Create an ExternalName service with the specified name.',
      '',
      ' ExternalName service references to an external DNS address instead of only pods, which will allow application authors to reference services that exist off platform, on other clusters, or locally.',
    ].join('\n'),
    examples: [
      '  # Create a new ExternalName service named my-ns',
      '  kubectl create service externalname my-ns --external-name bar.com',
    ].join('\n'),
    usage:
      'kubectl create service externalname NAME --external-name external.name [--dry-run=server|client|none] [options]',
    flags: [
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
      { name: 'external-name', type: 'string', default: '', usage: 'External name of service' },
      {
        name: 'field-manager',
        type: 'string',
        default: 'kubectl-create',
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
        name: 'tcp',
        type: 'stringSlice',
        default: '[]',
        usage: "Port pairs can be specified as '<port>:<targetPort>'.",
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
  'create service loadbalancer': {
    short: 'Create a LoadBalancer service',
    long: 'Create a LoadBalancer service with the specified name.',
    examples: [
      '  # Create a new LoadBalancer service named my-lbs',
      '  kubectl create service loadbalancer my-lbs --tcp=5678:8080',
    ].join('\n'),
    usage: 'kubectl create service loadbalancer NAME [--tcp=port:targetPort] [--dry-run=server|client|none] [options]',
    flags: [
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
        default: 'kubectl-create',
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
        name: 'tcp',
        type: 'stringSlice',
        default: '[]',
        usage: "Port pairs can be specified as '<port>:<targetPort>'.",
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
  'create service nodeport': {
    short: 'Create a NodePort service',
    long: 'Create a NodePort service with the specified name.',
    examples: [
      '  # Create a new NodePort service named my-ns',
      '  kubectl create service nodeport my-ns --tcp=5678:8080',
    ].join('\n'),
    usage: 'kubectl create service nodeport NAME [--tcp=port:targetPort] [--dry-run=server|client|none] [options]',
    flags: [
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
        default: 'kubectl-create',
        usage: 'Name of the manager used to track field ownership.',
      },
      {
        name: 'node-port',
        type: 'int',
        default: '0',
        usage: 'Port used to expose the service on each node in a cluster.',
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
        name: 'tcp',
        type: 'stringSlice',
        default: '[]',
        usage: "Port pairs can be specified as '<port>:<targetPort>'.",
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
  'create serviceaccount': {
    short: 'Create a service account with the specified name',
    long: 'Create a service account with the specified name.',
    examples: [
      '  # Create a new service account named my-service-account',
      '  kubectl create serviceaccount my-service-account',
    ].join('\n'),
    aliases: ['sa'],
    usage: 'kubectl create serviceaccount NAME [--dry-run=server|client|none] [options]',
    flags: [
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
        default: 'kubectl-create',
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
  'create token': {
    short: 'Request a service account token',
    long: 'Request a service account token.',
    examples: [
      '  # Request a token to authenticate to the kube-apiserver as the service account "myapp" in the current namespace',
      '  kubectl create token myapp',
      '  ',
      '  # Request a token for a service account in a custom namespace',
      '  kubectl create token myapp --namespace myns',
      '  ',
      '  # Request a token with a custom expiration',
      '  kubectl create token myapp --duration 10m',
      '  ',
      '  # Request a token with a custom audience',
      '  kubectl create token myapp --audience https://example.com',
      '  ',
      '  # Request a token bound to an instance of a Secret object',
      '  kubectl create token myapp --bound-object-kind Secret --bound-object-name mysecret',
      '  ',
      '  # Request a token bound to an instance of a Secret object with a specific UID',
      '  kubectl create token myapp --bound-object-kind Secret --bound-object-name mysecret --bound-object-uid 0d4691ed-659b-4935-a832-355f77ee47cc',
    ].join('\n'),
    usage: 'kubectl create token SERVICE_ACCOUNT_NAME [options]',
    flags: [
      {
        name: 'allow-missing-template-keys',
        type: 'bool',
        default: 'true',
        usage:
          'If true, ignore any errors in templates when a field or map key is missing in the template. Only applies to golang and jsonpath output formats.',
      },
      {
        name: 'audience',
        type: 'stringArray',
        default: '[]',
        usage:
          'Audience of the requested token. If unset, defaults to requesting a token for use with the Kubernetes API server. May be repeated to request a token valid for multiple audiences.',
      },
      {
        name: 'bound-object-kind',
        type: 'string',
        default: '',
        usage:
          'Kind of an object to bind the token to. Supported kinds are Node, Pod, Secret. If set, --bound-object-name must be provided.',
      },
      {
        name: 'bound-object-name',
        type: 'string',
        default: '',
        usage:
          'Name of an object to bind the token to. The token will expire when the object is deleted. Requires --bound-object-kind.',
      },
      {
        name: 'bound-object-uid',
        type: 'string',
        default: '',
        usage:
          'UID of an object to bind the token to. Requires --bound-object-kind and --bound-object-name. If unset, the UID of the existing object is used.',
      },
      {
        name: 'duration',
        type: 'duration',
        default: '0s',
        usage:
          'Requested lifetime of the issued token. If not set or if set to 0, the lifetime will be determined by the server automatically. The server may return a token with a longer or shorter lifetime.',
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
    ],
  },
}
