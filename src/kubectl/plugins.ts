// Programs named kubectl-… on the PATH: listed, and run for words that are no command. Follows kubectl/pkg/cmd/plugin.go and
// kubectl/pkg/cmd/plugin/plugin.go, v1.36.
import type { Command } from './command'
import type { ExitCode, KubectlContext, PluginFile } from './context'
import { CommandError } from './failure'
import { findCommand } from './flags/find-command'
import { quote } from '../objects/go-text'
import { globalFlags } from './help/global-flags'

const PREFIX = 'kubectl-'

interface Listing {
  readonly plugins: readonly PluginFile[]
}

/** All plugins in the order of the PATH. Folders that cannot be read are told of and passed over. */
function listed({ plugins: host, stderr }: KubectlContext): Listing {
  const plugins: PluginFile[] = []
  for (const folder of host?.folders() ?? []) {
    if ('problem' in folder)
      stderr(`Unable to read directory ${quote(folder.path)} from your PATH: ${folder.problem}. Skipping...\n`)
    else plugins.push(...folder.files.filter(({ name }) => name.startsWith(PREFIX)))
  }
  return { plugins }
}

/** `kubectl plugin list`. Throws what there is to complain of. */
export function listPlugins(context: KubectlContext, commands: readonly Command[], nameOnly: boolean): void {
  const { plugins } = listed(context)
  if (plugins.length === 0) throw new CommandError('error: unable to find any kubectl plugins in your PATH\n')
  context.stdout('The following compatible plugins are available:\n\n')
  const seen = new Map<string, string>()
  let warnings = 0
  for (const plugin of plugins) {
    context.stdout(`${nameOnly ? plugin.name : plugin.path}\n`)
    for (const warning of warningsOf(plugin, seen, commands)) {
      context.stderr(`  - warning: ${warning}\n`)
      warnings += 1
    }
  }
  if (warnings === 1) throw new CommandError('error: one plugin warning was found\n')
  if (warnings > 1) throw new CommandError(`error: ${warnings} plugin warnings were found\n`)
}

function warningsOf(
  { name, path, isExecutable }: PluginFile,
  seen: Map<string, string>,
  commands: readonly Command[],
): string[] {
  const warnings: string[] = []
  if (!isExecutable) warnings.push(`${path} identified as a kubectl plugin, but it is not executable`)
  const before = seen.get(name)
  if (before === undefined) seen.set(name, path)
  else warnings.push(`${path} is overshadowed by a similarly named plugin: ${before}`)
  const existing = commandOf(name.split('-').slice(1), commands)
  if (existing !== undefined) warnings.push(`${name} overwrites existing command: ${quote(existing)}`)
  return warnings
}

function commandOf(words: readonly string[], commands: readonly Command[]): string | undefined {
  try {
    return ['kubectl', ...findCommand(words, commands, globalFlags).path.map(({ name }) => name)].join(' ')
  } catch {
    return undefined
  }
}

/** The words that plugins add to kubectl's own, for its help: in the order of the PATH. */
export function pluginCommands({ plugins: host }: KubectlContext, commands: readonly Command[]): string[] {
  const files = host?.folders().flatMap((folder) => ('problem' in folder ? [] : folder.files)) ?? []
  return files
    .filter(({ name }) => name.startsWith(PREFIX))
    .map(({ name }) => (name.slice(PREFIX.length).split('-')[0] as string).replaceAll('_', '-'))
    .filter((word) => commandOf([word], commands) === undefined)
}

/** Runs the program that the words name, the longest name first, of at least so many words; undefined when there is none. */
export async function runPlugin(
  argv: readonly string[],
  context: KubectlContext,
  fewest = 1,
): Promise<ExitCode | undefined> {
  const { plugins: host } = context
  const flag = argv.findIndex((word) => word.startsWith('-'))
  const words = (flag < 0 ? argv : argv.slice(0, flag)).map((word) => word.replaceAll('-', '_'))
  if (!host || words.length === 0) return undefined
  const files = host.folders().flatMap((folder) => ('problem' in folder ? [] : folder.files))
  for (let count = words.length; count >= fewest; count -= 1) {
    const name = `${PREFIX}${words.slice(0, count).join('-')}`
    const found = files.find((file) => file.name === name && file.isExecutable)
    if (found) return host.run(found.path, argv.slice(count))
  }
  return undefined
}
