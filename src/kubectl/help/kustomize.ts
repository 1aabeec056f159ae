// What kubectl 1.36.4 says of `kubectl kustomize`: texts and flags, as data.
import type { HelpPages } from './help-page'

export const kustomizeHelp: HelpPages = {
  kustomize: {
    short: 'Build a kustomization target from a directory or URL',
    long: "Build a set of KRM resources using a 'kustomization.yaml' file. The DIR argument must be a path to a directory containing 'kustomization.yaml', or a git repository URL with a path suffix specifying same with respect to the repository root. If DIR is omitted, '.' is assumed.",
    examples: [
      '  # Build the current working directory',
      '  kubectl kustomize',
      '  ',
      '  # Build some shared configuration directory',
      '  kubectl kustomize /home/config/production',
      '  ',
      '  # Build from github',
      '  kubectl kustomize https://github.com/kubernetes-sigs/kustomize.git/examples/helloWorld?ref=v1.0.6',
    ].join('\n'),
    usage: 'kubectl kustomize DIR [flags] [options]',
    flags: [
      {
        name: 'as-current-user',
        type: 'bool',
        default: 'false',
        usage: 'use the uid and gid of the command executor to run the function in the container',
      },
      { name: 'enable-alpha-plugins', type: 'bool', default: 'false', usage: 'enable kustomize plugins' },
      {
        name: 'enable-helm',
        type: 'bool',
        default: 'false',
        usage: 'Enable use of the Helm chart inflator generator.',
      },
      {
        name: 'env',
        shorthand: 'e',
        type: 'stringArray',
        default: '[]',
        usage: 'a list of environment variables to be used by functions',
      },
      {
        name: 'helm-api-versions',
        type: 'stringSlice',
        default: '[]',
        usage: 'Kubernetes api versions used by Helm for Capabilities.APIVersions',
      },
      { name: 'helm-command', type: 'string', default: 'helm', usage: 'helm command (path to executable)' },
      {
        name: 'helm-debug',
        type: 'bool',
        default: 'false',
        usage: 'Enable debug output from the Helm chart inflator generator.',
      },
      {
        name: 'helm-kube-version',
        type: 'string',
        default: '',
        usage: 'Kubernetes version used by Helm for Capabilities.KubeVersion',
      },
      {
        name: 'load-restrictor',
        type: 'string',
        default: 'LoadRestrictionsRootOnly',
        usage:
          "if set to 'LoadRestrictionsNone', local kustomizations may load files from outside their root. This does, however, break the relocatability of the kustomization.",
      },
      {
        name: 'mount',
        type: 'stringSlice',
        default: '[]',
        usage: 'a list of storage options read from the filesystem',
      },
      { name: 'network', type: 'bool', default: 'false', usage: 'enable network access for functions that declare it' },
      { name: 'network-name', type: 'string', default: 'bridge', usage: 'the docker network to run the container in' },
      {
        name: 'output',
        shorthand: 'o',
        type: 'string',
        default: '',
        usage: 'If specified, write output to this path.',
      },
    ],
  },
}
