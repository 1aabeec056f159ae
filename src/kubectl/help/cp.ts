// What kubectl 1.36.4 says of `kubectl cp`: texts and flags, as data.
import type { HelpPages } from './help-page'

export const cpHelp: HelpPages = {
  cp: {
    short: 'Copy files and directories to and from containers',
    long: 'Copy files and directories to and from containers.',
    examples: [
      '  # !!!Important Note!!!',
      "  # Requires that the 'tar' binary is present in your container",
      "  # image.  If 'tar' is not present, 'kubectl cp' will fail.",
      '  #',
      '  # For advanced use cases, such as symlinks, wildcard expansion or',
      "  # file mode preservation, consider using 'kubectl exec'.",
      '  ',
      '  # Copy /tmp/foo local file to /tmp/bar in a remote pod in namespace <some-namespace>',
      '  tar cf - /tmp/foo | kubectl exec -i -n <some-namespace> <some-pod> -- tar xf - -C /tmp/bar',
      '  ',
      '  # Copy /tmp/foo from a remote pod to /tmp/bar locally',
      '  kubectl exec -n <some-namespace> <some-pod> -- tar cf - /tmp/foo | tar xf - -C /tmp/bar',
      '  ',
      '  # Copy /tmp/foo_dir local directory to /tmp/bar_dir in a remote pod in the default namespace',
      '  kubectl cp /tmp/foo_dir <some-pod>:/tmp/bar_dir',
      '  ',
      '  # Copy /tmp/foo local file to /tmp/bar in a remote pod in a specific container',
      '  kubectl cp /tmp/foo <some-pod>:/tmp/bar -c <specific-container>',
      '  ',
      '  # Copy /tmp/foo local file to /tmp/bar in a remote pod in namespace <some-namespace>',
      '  kubectl cp /tmp/foo <some-namespace>/<some-pod>:/tmp/bar',
      '  ',
      '  # Copy /tmp/foo from a remote pod to /tmp/bar locally',
      '  kubectl cp <some-namespace>/<some-pod>:/tmp/foo /tmp/bar',
    ].join('\n'),
    usage: 'kubectl cp <file-spec-src> <file-spec-dest> [options]',
    flags: [
      {
        name: 'container',
        shorthand: 'c',
        type: 'string',
        default: '',
        usage:
          'Container name. If omitted, use the kubectl.kubernetes.io/default-container annotation for selecting the container to be attached or the first container in the pod will be chosen',
      },
      {
        name: 'no-preserve',
        type: 'bool',
        default: 'false',
        usage: "The copied file/directory's ownership and permissions will not be preserved in the container",
      },
      {
        name: 'retries',
        type: 'int',
        default: '0',
        usage:
          'Set number of retries to complete a copy operation from a container. Specify 0 to disable or any negative value for infinite retrying. The default is 0 (no retry).',
      },
    ],
  },
}
