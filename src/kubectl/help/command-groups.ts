// The order of the commands in `kubectl --help`. Follows kubectl/pkg/cmd/cmd.go, v1.36.

/** The group of commands that are no part of kubectl. */
export const PLUGINS = 'Subcommands provided by plugins:'

export const commandGroups: readonly { readonly title: string; readonly names: readonly string[] }[] = [
  { title: 'Basic Commands (Beginner):', names: ['create', 'expose', 'run', 'set'] },
  { title: 'Basic Commands (Intermediate):', names: ['explain', 'get', 'edit', 'delete'] },
  { title: 'Deploy Commands:', names: ['rollout', 'scale', 'autoscale'] },
  {
    title: 'Cluster Management Commands:',
    names: ['certificate', 'cluster-info', 'top', 'cordon', 'uncordon', 'drain', 'taint'],
  },
  {
    title: 'Troubleshooting and Debugging Commands:',
    names: ['describe', 'logs', 'attach', 'exec', 'port-forward', 'proxy', 'cp', 'auth', 'debug', 'events'],
  },
  { title: 'Advanced Commands:', names: ['diff', 'apply', 'patch', 'replace', 'wait', 'kustomize'] },
  { title: 'Settings Commands:', names: ['label', 'annotate', 'completion'] },
  { title: PLUGINS, names: [] },
  { title: 'Other Commands:', names: ['api-resources', 'api-versions', 'config', 'kuberc', 'plugin', 'version'] },
]
