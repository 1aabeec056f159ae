// What kubectl 1.36.4 says of `kubectl kuberc`: texts and flags, as data.
import type { HelpPages } from './help-page'

export const kubercHelp: HelpPages = {
  kuberc: {
    short: 'Manage kuberc configuration files',
    long: [
      'Manage user preferences (kuberc) file.',
      '',
      ' The kuberc file allows you to customize your kubectl experience.',
    ].join('\n'),
    examples: [
      '  # View the current kuberc configuration',
      '  kubectl kuberc view',
      '  ',
      '  # Set a default value for a command flag',
      '  kubectl kuberc set --section defaults --command get --option output=wide',
      '  ',
      '  # Create an alias for a command',
      '  kubectl kuberc set --section aliases --name getn --command get --prependarg nodes --option output=wide',
    ].join('\n'),
    subcommands: ['set', 'view'],
    usage: 'kubectl kuberc SUBCOMMAND [options]',
    flags: [],
  },
  'kuberc set': {
    short: 'Set values in the kuberc configuration',
    long: [
      'Set values in the kuberc configuration file.',
      '',
      ' Use --section to specify whether to set defaults or aliases.',
      '',
      ' For defaults: Sets default flag values for kubectl commands. The --command flag should specify only the command (e.g., "get", "create", "set env"), not resources.',
      '',
      ' For aliases: Creates command aliases with optional default flag values and arguments. Use --prependarg and --appendarg to include resources or other arguments.',
    ].join('\n'),
    examples: [
      "  # Set default output format for 'get' command",
      '  kubectl kuberc set --section defaults --command get --option output=wide',
      '  ',
      '  # Set default output format for a subcommand',
      '  kubectl kuberc set --section defaults --command "set env" --option output=yaml',
      '  ',
      "  # Create an alias 'getn' for 'get' command with prepended 'nodes' resource",
      '  kubectl kuberc set --section aliases --name getn --command get --prependarg nodes --option output=wide',
      '  ',
      "  # Create an alias 'runx' for 'run' command with appended arguments",
      '  kubectl kuberc set --section aliases --name runx --command run --option image=nginx --appendarg "--" --appendarg custom-arg1',
      '  ',
      '  # Overwrite an existing default',
      '  kubectl kuberc set --section defaults --command get --option output=json --overwrite',
      '  ',
      '  # Set the credential plugin policy and allowlist',
      '  kubectl kuberc set --section credentialplugin --policy Allowlist --allowlist-entry command=cloud-credential-helper',
    ].join('\n'),
    usage: 'kubectl kuberc set --section (defaults|aliases) --command COMMAND [options]',
    flags: [
      {
        name: 'allowlist-entry',
        type: 'stringArray',
        default: '[]',
        usage: 'Allowlist entry the form field=value (can be specified multiple times)',
      },
      {
        name: 'appendarg',
        type: 'stringArray',
        default: '[]',
        usage: 'Argument to append to the command (can be specified multiple times, for aliases only)',
      },
      {
        name: 'command',
        type: 'string',
        default: '',
        usage: "Command to configure (e.g., 'get', 'create', 'set env')",
      },
      {
        name: 'kuberc',
        type: 'string',
        default: '',
        usage:
          'Path to the kuberc file to use for preferences. This can be disabled by exporting KUBECTL_KUBERC=false feature gate or turning off the feature KUBERC=off.',
      },
      { name: 'name', type: 'string', default: '', usage: 'Alias name (required for --section=aliases)' },
      {
        name: 'option',
        type: 'stringArray',
        default: '[]',
        usage: 'Flag option in the form flag=value (can be specified multiple times)',
      },
      { name: 'overwrite', type: 'bool', default: 'false', usage: 'Allow overwriting existing entries' },
      {
        name: 'policy',
        type: 'string',
        default: '',
        usage: "Plugin policy to use for exec credential plugins, must be one of 'AllowAll', 'DenyAll' or 'Allowlist'",
      },
      {
        name: 'prependarg',
        type: 'stringArray',
        default: '[]',
        usage: 'Argument to prepend to the command (can be specified multiple times, for aliases only)',
      },
      {
        name: 'section',
        type: 'string',
        default: '',
        usage: "Section to modify: 'defaults', 'aliases', or 'credentialplugin'",
      },
    ],
  },
  'kuberc view': {
    short: 'Display the current kuberc configuration',
    long: 'Display the contents of the kuberc file in the specified output format.',
    examples: [
      '  # View kuberc configuration in YAML format (default)',
      '  kubectl kuberc view',
      '  ',
      '  # View kuberc configuration in JSON format',
      '  kubectl kuberc view --output json',
      '  ',
      '  # View a specific kuberc file',
      '  kubectl kuberc view --kuberc /path/to/kuberc',
    ].join('\n'),
    usage: 'kubectl kuberc view [options]',
    flags: [
      {
        name: 'allow-missing-template-keys',
        type: 'bool',
        default: 'true',
        usage:
          'If true, ignore any errors in templates when a field or map key is missing in the template. Only applies to golang and jsonpath output formats.',
      },
      {
        name: 'kuberc',
        type: 'string',
        default: '',
        usage:
          'Path to the kuberc file to use for preferences. This can be disabled by exporting KUBECTL_KUBERC=false feature gate or turning off the feature KUBERC=off.',
      },
      {
        name: 'output',
        shorthand: 'o',
        type: 'string',
        default: 'yaml',
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
