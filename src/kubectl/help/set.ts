// What kubectl 1.36.4 says of `kubectl set`: texts and flags, as data.
import type { HelpPages } from './help-page'

export const setHelp: HelpPages = {
  set: {
    short: 'Set specific features on objects',
    long: [
      'Configure application resources.',
      '',
      ' These commands help you make changes to existing application resources.',
    ].join('\n'),
    subcommands: ['env', 'image', 'resources', 'selector', 'serviceaccount', 'subject'],
    usage: 'kubectl set SUBCOMMAND [options]',
    flags: [],
  },
  'set env': {
    short: 'Update environment variables on a pod template',
    long: [
      'Update environment variables on a pod template.',
      '',
      ' List environment variable definitions in one or more pods, pod templates. Add, update, or remove container environment variable definitions in one or more pod templates (within replication controllers or deployment configurations). View or modify the environment variable definitions on all containers in the specified pods or pod templates, or just those that match a wildcard.',
      '',
      ' If "--env -" is passed, environment variables can be read from STDIN using the standard env syntax.',
      '',
      ' Possible resources include (case insensitive):',
      '',
      '        pod (po), replicationcontroller (rc), deployment (deploy), daemonset (ds), statefulset (sts), cronjob (cj), replicaset (rs)',
    ].join('\n'),
    examples: [
      "  # Update deployment 'registry' with a new environment variable",
      '  kubectl set env deployment/registry STORAGE_DIR=/local',
      '  ',
      "  # List the environment variables defined on a deployments 'sample-build'",
      '  kubectl set env deployment/sample-build --list',
      '  ',
      '  # List the environment variables defined on all pods',
      '  kubectl set env pods --all --list',
      '  ',
      '  # Output modified deployment in YAML, and does not alter the object on the server',
      '  kubectl set env deployment/sample-build STORAGE_DIR=/data -o yaml',
      '  ',
      '  # Update all containers in all replication controllers in the project to have ENV=prod',
      '  kubectl set env rc --all ENV=prod',
      '  ',
      '  # Import environment from a secret',
      '  kubectl set env --from=secret/mysecret deployment/myapp',
      '  ',
      '  # Import environment from a config map with a prefix',
      '  kubectl set env --from=configmap/myconfigmap --prefix=MYSQL_ deployment/myapp',
      '  ',
      '  # Import specific keys from a config map',
      '  kubectl set env --keys=my-example-key --from=configmap/myconfigmap deployment/myapp',
      '  ',
      "  # Remove the environment variable ENV from container 'c1' in all deployment configs",
      '  kubectl set env deployments --all --containers="c1" ENV-',
      '  ',
      '  # Remove the environment variable ENV from a deployment definition on disk and',
      '  # update the deployment config on the server',
      '  kubectl set env -f deploy.json ENV-',
      '  ',
      '  # Set some of the local shell environment into a deployment config on the server',
      '  env | grep RAILS_ | kubectl set env -e - deployment/registry',
    ].join('\n'),
    usage: 'kubectl set env RESOURCE/NAME KEY_1=VAL_1 ... KEY_N=VAL_N [options]',
    flags: [
      {
        name: 'all',
        type: 'bool',
        default: 'false',
        usage: 'If true, select all resources in the namespace of the specified resource types',
      },
      {
        name: 'allow-missing-template-keys',
        type: 'bool',
        default: 'true',
        usage:
          'If true, ignore any errors in templates when a field or map key is missing in the template. Only applies to golang and jsonpath output formats.',
      },
      {
        name: 'containers',
        shorthand: 'c',
        type: 'string',
        default: '*',
        usage: 'The names of containers in the selected pod templates to change - may use wildcards',
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
        name: 'env',
        shorthand: 'e',
        type: 'stringArray',
        default: '[]',
        usage: 'Specify a key-value pair for an environment variable to set into each container.',
      },
      {
        name: 'field-manager',
        type: 'string',
        default: 'kubectl-set',
        usage: 'Name of the manager used to track field ownership.',
      },
      {
        name: 'filename',
        shorthand: 'f',
        type: 'stringSlice',
        default: '[]',
        usage: 'Filename, directory, or URL to files the resource to update the env',
      },
      {
        name: 'from',
        type: 'string',
        default: '',
        usage: 'The name of a resource from which to inject environment variables',
      },
      {
        name: 'keys',
        type: 'stringSlice',
        default: '[]',
        usage: 'Comma-separated list of keys to import from specified resource',
      },
      {
        name: 'kustomize',
        shorthand: 'k',
        type: 'string',
        default: '',
        usage: "Process the kustomization directory. This flag can't be used together with -f or -R.",
      },
      {
        name: 'list',
        type: 'bool',
        default: 'false',
        usage:
          'If true, display the environment and any changes in the standard format. this flag will removed when we have kubectl view env.',
      },
      {
        name: 'local',
        type: 'bool',
        default: 'false',
        usage: 'If true, set env will NOT contact api-server but run locally.',
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
        default: 'true',
        usage:
          'If true, allow environment to be overwritten, otherwise reject updates that overwrite existing environment.',
      },
      { name: 'prefix', type: 'string', default: '', usage: 'Prefix to append to variable names' },
      {
        name: 'recursive',
        shorthand: 'R',
        type: 'bool',
        default: 'false',
        usage:
          'Process the directory used in -f, --filename recursively. Useful when you want to manage related manifests organized within the same directory.',
      },
      {
        name: 'resolve',
        type: 'bool',
        default: 'false',
        usage: 'If true, show secret or configmap references when listing variables',
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
    ],
  },
  'set image': {
    short: 'Update the image of a pod template',
    long: [
      'Update existing container image(s) of resources.',
      '',
      ' Possible resources include (case insensitive):',
      '',
      '        pod (po), replicationcontroller (rc), deployment (deploy), daemonset (ds), statefulset (sts), cronjob (cj), replicaset (rs)',
    ].join('\n'),
    examples: [
      "  # Set a deployment's nginx container image to 'nginx:1.9.1', and its busybox container image to 'busybox'",
      '  kubectl set image deployment/nginx busybox=busybox nginx=nginx:1.9.1',
      '  ',
      "  # Update all deployments' and rc's nginx container's image to 'nginx:1.9.1'",
      '  kubectl set image deployments,rc nginx=nginx:1.9.1 --all',
      '  ',
      "  # Update image of all containers of daemonset abc to 'nginx:1.9.1'",
      '  kubectl set image daemonset abc *=nginx:1.9.1',
      '  ',
      '  # Print result (in yaml format) of updating nginx container image from local file, without hitting the server',
      '  kubectl set image -f path/to/file.yaml nginx=nginx:1.9.1 --local -o yaml',
    ].join('\n'),
    usage:
      'kubectl set image (-f FILENAME | TYPE NAME) CONTAINER_NAME_1=CONTAINER_IMAGE_1 ... CONTAINER_NAME_N=CONTAINER_IMAGE_N [options]',
    flags: [
      {
        name: 'all',
        type: 'bool',
        default: 'false',
        usage: 'Select all resources, in the namespace of the specified resource types',
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
        default: 'kubectl-set',
        usage: 'Name of the manager used to track field ownership.',
      },
      {
        name: 'filename',
        shorthand: 'f',
        type: 'stringSlice',
        default: '[]',
        usage: 'Filename, directory, or URL to files identifying the resource to get from a server.',
      },
      {
        name: 'kustomize',
        shorthand: 'k',
        type: 'string',
        default: '',
        usage: "Process the kustomization directory. This flag can't be used together with -f or -R.",
      },
      {
        name: 'local',
        type: 'bool',
        default: 'false',
        usage: 'If true, set image will NOT contact api-server but run locally.',
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
        name: 'recursive',
        shorthand: 'R',
        type: 'bool',
        default: 'false',
        usage:
          'Process the directory used in -f, --filename recursively. Useful when you want to manage related manifests organized within the same directory.',
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
  'set resources': {
    short: 'Update resource requests/limits on objects with pod templates',
    long: [
      'Specify compute resource requirements (CPU, memory) for any resource that defines a pod template.  If a pod is successfully scheduled, it is guaranteed the amount of resource requested, but may burst up to its specified limits.',
      '',
      ' For each compute resource, if a limit is specified and a request is omitted, the request will default to the limit.',
      '',
      ' Possible resources include (case insensitive): Use "kubectl api-resources" for a complete list of supported resources..',
    ].join('\n'),
    examples: [
      '  # Set a deployments nginx container cpu limits to "200m" and memory to "512Mi"',
      '  kubectl set resources deployment nginx -c=nginx --limits=cpu=200m,memory=512Mi',
      '  ',
      '  # Set the resource request and limits for all containers in nginx',
      '  kubectl set resources deployment nginx --limits=cpu=200m,memory=512Mi --requests=cpu=100m,memory=256Mi',
      '  ',
      '  # Remove the resource requests for resources on containers in nginx',
      '  kubectl set resources deployment nginx --limits=cpu=0,memory=0 --requests=cpu=0,memory=0',
      '  ',
      '  # Print the result (in yaml format) of updating nginx container limits from a local, without hitting the server',
      '  kubectl set resources -f path/to/file.yaml --limits=cpu=200m,memory=512Mi --local -o yaml',
    ].join('\n'),
    usage: 'kubectl set resources (-f FILENAME | TYPE NAME)  ([--limits=LIMITS & --requests=REQUESTS] [options]',
    flags: [
      {
        name: 'all',
        type: 'bool',
        default: 'false',
        usage: 'Select all resources, in the namespace of the specified resource types',
      },
      {
        name: 'allow-missing-template-keys',
        type: 'bool',
        default: 'true',
        usage:
          'If true, ignore any errors in templates when a field or map key is missing in the template. Only applies to golang and jsonpath output formats.',
      },
      {
        name: 'containers',
        shorthand: 'c',
        type: 'string',
        default: '*',
        usage:
          'The names of containers in the selected pod templates to change, all containers are selected by default - may use wildcards',
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
        default: 'kubectl-set',
        usage: 'Name of the manager used to track field ownership.',
      },
      {
        name: 'filename',
        shorthand: 'f',
        type: 'stringSlice',
        default: '[]',
        usage: 'Filename, directory, or URL to files identifying the resource to get from a server.',
      },
      {
        name: 'kustomize',
        shorthand: 'k',
        type: 'string',
        default: '',
        usage: "Process the kustomization directory. This flag can't be used together with -f or -R.",
      },
      {
        name: 'limits',
        type: 'string',
        default: '',
        usage:
          "The resource requirement requests for this container.  For example, 'cpu=100m,memory=256Mi'.  Note that server side components may assign requests depending on the server configuration, such as limit ranges.",
      },
      {
        name: 'local',
        type: 'bool',
        default: 'false',
        usage: 'If true, set resources will NOT contact api-server but run locally.',
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
        name: 'recursive',
        shorthand: 'R',
        type: 'bool',
        default: 'false',
        usage:
          'Process the directory used in -f, --filename recursively. Useful when you want to manage related manifests organized within the same directory.',
      },
      {
        name: 'requests',
        type: 'string',
        default: '',
        usage:
          "The resource requirement requests for this container.  For example, 'cpu=100m,memory=256Mi'.  Note that server side components may assign requests depending on the server configuration, such as limit ranges.",
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
  'set selector': {
    short: 'Set the selector on a resource',
    long: [
      "Set the selector on a resource. Note that the new selector will overwrite the old selector if the resource had one prior to the invocation of 'set selector'.",
      '',
      ' A selector must begin with a letter or number, and may contain letters, numbers, hyphens, dots, and underscores, up to 63 characters. If --resource-version is specified, then updates will use this resource version, otherwise the existing resource-version will be used. Note: currently selectors can only be set on Service objects.',
    ].join('\n'),
    examples: [
      '  # Set the labels and selector before creating a deployment/service pair',
      '  kubectl create service clusterip my-svc --clusterip="None" -o yaml --dry-run=client | kubectl set selector --local -f - \'environment=qa\' -o yaml | kubectl create -f -',
      '  kubectl create deployment my-dep --image=nginx -o yaml --dry-run=client | kubectl label --local -f - environment=qa -o yaml | kubectl create -f -',
    ].join('\n'),
    usage: 'kubectl set selector (-f FILENAME | TYPE NAME) EXPRESSIONS [--resource-version=version] [options]',
    flags: [
      {
        name: 'all',
        type: 'bool',
        default: 'false',
        usage: 'Select all resources in the namespace of the specified resource types',
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
        default: 'kubectl-set',
        usage: 'Name of the manager used to track field ownership.',
      },
      { name: 'filename', shorthand: 'f', type: 'stringSlice', default: '[]', usage: 'identifying the resource.' },
      {
        name: 'local',
        type: 'bool',
        default: 'false',
        usage: 'If true, annotation will NOT contact api-server but run locally.',
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
        name: 'recursive',
        shorthand: 'R',
        type: 'bool',
        default: 'true',
        usage:
          'Process the directory used in -f, --filename recursively. Useful when you want to manage related manifests organized within the same directory.',
      },
      {
        name: 'resource-version',
        type: 'string',
        default: '',
        usage:
          'If non-empty, the selectors update will only succeed if this is the current resource-version for the object. Only valid when specifying a single resource.',
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
  'set serviceaccount': {
    short: 'Update the service account of a resource',
    long: [
      'Update the service account of pod template resources.',
      '',
      ' Possible resources (case insensitive) can be:',
      '',
      ' replicationcontroller (rc), deployment (deploy), daemonset (ds), job, replicaset (rs), statefulset',
    ].join('\n'),
    examples: [
      "  # Set deployment nginx-deployment's service account to serviceaccount1",
      '  kubectl set serviceaccount deployment nginx-deployment serviceaccount1',
      '  ',
      '  # Print the result (in YAML format) of updated nginx deployment with the service account from local file, without hitting the API server',
      '  kubectl set sa -f nginx-deployment.yaml serviceaccount1 --local --dry-run=client -o yaml',
    ].join('\n'),
    aliases: ['sa'],
    usage: 'kubectl set serviceaccount (-f FILENAME | TYPE NAME) SERVICE_ACCOUNT [options]',
    flags: [
      {
        name: 'all',
        type: 'bool',
        default: 'false',
        usage: 'Select all resources, in the namespace of the specified resource types',
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
        default: 'kubectl-set',
        usage: 'Name of the manager used to track field ownership.',
      },
      {
        name: 'filename',
        shorthand: 'f',
        type: 'stringSlice',
        default: '[]',
        usage: 'Filename, directory, or URL to files identifying the resource to get from a server.',
      },
      {
        name: 'kustomize',
        shorthand: 'k',
        type: 'string',
        default: '',
        usage: "Process the kustomization directory. This flag can't be used together with -f or -R.",
      },
      {
        name: 'local',
        type: 'bool',
        default: 'false',
        usage: 'If true, set serviceaccount will NOT contact api-server but run locally.',
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
        name: 'recursive',
        shorthand: 'R',
        type: 'bool',
        default: 'false',
        usage:
          'Process the directory used in -f, --filename recursively. Useful when you want to manage related manifests organized within the same directory.',
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
  'set subject': {
    short: 'Update the user, group, or service account in a role binding or cluster role binding',
    long: 'Update the user, group, or service account in a role binding or cluster role binding.',
    examples: [
      '  # Update a cluster role binding for serviceaccount1',
      '  kubectl set subject clusterrolebinding admin --serviceaccount=namespace:serviceaccount1',
      '  ',
      '  # Update a role binding for user1, user2, and group1',
      '  kubectl set subject rolebinding admin --user=user1 --user=user2 --group=group1',
      '  ',
      '  # Print the result (in YAML format) of updating rolebinding subjects from a local, without hitting the server',
      '  kubectl create rolebinding admin --role=admin --user=admin -o yaml --dry-run=client | kubectl set subject --local -f - --user=foo -o yaml',
    ].join('\n'),
    usage:
      'kubectl set subject (-f FILENAME | TYPE NAME) [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none] [options]',
    flags: [
      {
        name: 'all',
        type: 'bool',
        default: 'false',
        usage: 'Select all resources, in the namespace of the specified resource types',
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
        default: 'kubectl-set',
        usage: 'Name of the manager used to track field ownership.',
      },
      {
        name: 'filename',
        shorthand: 'f',
        type: 'stringSlice',
        default: '[]',
        usage: 'Filename, directory, or URL to files the resource to update the subjects',
      },
      { name: 'group', type: 'stringArray', default: '[]', usage: 'Groups to bind to the role' },
      {
        name: 'kustomize',
        shorthand: 'k',
        type: 'string',
        default: '',
        usage: "Process the kustomization directory. This flag can't be used together with -f or -R.",
      },
      {
        name: 'local',
        type: 'bool',
        default: 'false',
        usage: 'If true, set subject will NOT contact api-server but run locally.',
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
        name: 'recursive',
        shorthand: 'R',
        type: 'bool',
        default: 'false',
        usage:
          'Process the directory used in -f, --filename recursively. Useful when you want to manage related manifests organized within the same directory.',
      },
      {
        name: 'selector',
        shorthand: 'l',
        type: 'string',
        default: '',
        usage:
          "Selector (label query) to filter on, supports '=', '==', '!=', 'in', 'notin'.(e.g. -l key1=value1,key2=value2,key3 in (value3)). Matching objects must satisfy all of the specified label constraints.",
      },
      { name: 'serviceaccount', type: 'stringArray', default: '[]', usage: 'Service accounts to bind to the role' },
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
      { name: 'user', type: 'stringArray', default: '[]', usage: 'Usernames to bind to the role' },
    ],
  },
}
