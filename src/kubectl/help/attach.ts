// What kubectl 1.36.4 says of `kubectl attach`: texts and flags, as data.
import type { HelpPages } from './help-page'

export const attachHelp: HelpPages = {
  attach: {
    short: 'Attach to a running container',
    long: 'Attach to a process that is already running inside an existing container.',
    examples: [
      "  # Get output from running pod mypod; use the 'kubectl.kubernetes.io/default-container' annotation",
      '  # for selecting the container to be attached or the first container in the pod will be chosen',
      '  kubectl attach mypod',
      '  ',
      '  # Get output from ruby-container from pod mypod',
      '  kubectl attach mypod -c ruby-container',
      '  ',
      "  # Switch to raw terminal mode; sends stdin to 'bash' in ruby-container from pod mypod",
      "  # and sends stdout/stderr from 'bash' back to the client",
      '  kubectl attach mypod -c ruby-container -i -t',
      '  ',
      '  # Get output from the first pod of a replica set named nginx',
      '  kubectl attach rs/nginx',
    ].join('\n'),
    usage: 'kubectl attach (POD | TYPE/NAME) -c CONTAINER [options]',
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
        name: 'detach-keys',
        type: 'string',
        default: 'ctrl-p,ctrl-q',
        usage: 'Override the key sequence for detaching a container',
      },
      {
        name: 'pod-running-timeout',
        type: 'duration',
        default: '1m0s',
        usage: 'The length of time (like 5s, 2m, or 3h, higher than zero) to wait until at least one pod is running',
      },
      {
        name: 'quiet',
        shorthand: 'q',
        type: 'bool',
        default: 'false',
        usage: 'Only print output from the remote session',
      },
      { name: 'stdin', shorthand: 'i', type: 'bool', default: 'false', usage: 'Pass stdin to the container' },
      { name: 'tty', shorthand: 't', type: 'bool', default: 'false', usage: 'Stdin is a TTY' },
    ],
  },
}
