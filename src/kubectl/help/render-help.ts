// Help as kubectl prints it. Follows kubectl/pkg/util/templates, v1.36.
import type { Command } from '../command'
import type { FlagDefinition } from '../flags/flag-definition'
import { globalFlags } from './global-flags'
import { commandGroups, PLUGINS } from './command-groups'

const SHOW_OPTIONS = 'Use "kubectl options" for a list of global command-line options (applies to all commands).\n'

/** @param path the words of the command: `kubectl rollout undo` */
export function renderHelp(command: Command, path: string): string {
  const { help } = command
  const parts = [help.long.trimEnd()]
  if (help.aliases) parts.push(`Aliases:\n${[command.name, ...help.aliases].join(', ')}`)
  if (help.examples) parts.push(`Examples:\n${help.examples}`)
  const subcommands = command.subcommands ?? []
  if (subcommands.length > 0) parts.push(`Available Commands:\n${commandList(subcommands)}`)
  const flags = renderFlags(help.flags)
  if (flags !== '') parts.push(`Options:\n${flags}`)
  if (help.usage !== '') parts.push(`Usage:\n  ${help.usage}`)
  return `${parts.join('\n\n')}\n\n${footer(path, subcommands.length > 0)}`
}

const footer = (path: string, hasSubcommands: boolean): string =>
  (hasSubcommands ? `Use "${path} <command> --help" for more information about a given command.\n` : '') + SHOW_OPTIONS

const NAME_WIDTH_MIN = 11

function commandList(commands: readonly Command[]): string {
  const width = Math.max(NAME_WIDTH_MIN, ...commands.map(({ name }) => name.length))
  return commands.map(({ name, help }) => `  ${name.padEnd(width)}   ${help.short}`).join('\n')
}

const pluginLine = (name: string): string =>
  `  ${name.padEnd(NAME_WIDTH_MIN)}   The command ${name} is a plugin installed by the user`

/** Every flag with its default and what it does, a blank line between two. */
export function renderFlags(flags: readonly FlagDefinition[]): string {
  return flags
    .filter((flag) => !flag.hidden)
    .map((flag) => {
      const shorthand = flag.shorthand ? `-${flag.shorthand}, ` : ''
      const value = flag.type === 'string' && !flag.unquoted ? `'${flag.default}'` : flag.default
      return `    ${shorthand}--${flag.name}=${value}:\n${flag.usage
        .split('\n')
        .map((line) => `\t${line}`)
        .join('\n')}`
    })
    .join('\n\n')
}

/** `kubectl`, `kubectl --help`. `plugins`: words that programs on the PATH add. */
export function renderRootHelp(commands: readonly Command[], plugins: readonly string[]): string {
  const groups = commandGroups.map(({ title, names }) => {
    const members = names.flatMap((name) => commands.find((command) => command.name === name) ?? [])
    const lines = members.map(({ name, help }) => `  ${name.padEnd(15)} ${help.short}`)
    return [title, ...(title === PLUGINS ? plugins.map(pluginLine) : lines)].join('\n')
  })
  const head = [
    'kubectl controls the Kubernetes cluster manager.',
    '',
    ' Find more information at: https://kubernetes.io/docs/reference/kubectl/',
  ].join('\n')
  const usage = 'Usage:\n  kubectl [flags] [options]'
  return `${[head, ...groups, usage].join('\n\n')}\n\n${footer('kubectl', true)}`
}

/** `kubectl options` */
export const renderGlobalFlags = (): string =>
  `The following options can be passed to any command:\n\n${renderFlags(globalFlags)}\n\n`
