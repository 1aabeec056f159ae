// Follows kubectl/pkg/cmd/completion, v1.36, in what it refuses. The scripts are our own: they know commands, not objects.
import type { Command } from '../command'
import { usageError } from '../failure'
import { completionHelp } from '../help/completion'
import type { HelpPage } from '../help/help-page'
import { commandGroups } from '../help/command-groups'
import { quote } from '../flags/quote'
import { NotModelled } from '../../objects/not-modelled'

export const completion: Command = {
  name: 'completion',
  help: completionHelp['completion'] as HelpPage,
  run(args, _flags, session) {
    const [shell] = args
    if (shell === undefined) throw usageError(session.commandPath, 'Shell not specified.')
    if (args.length > 1) throw usageError(session.commandPath, 'Too many arguments. Expected only the shell type.')
    if (shell === 'bash') return session.out(bashScript())
    if (shell === 'zsh') return session.out(`#compdef kubectl\nautoload -U +X bashcompinit && bashcompinit\n${bashScript()}`)
    if (shell === 'fish' || shell === 'powershell') throw new NotModelled(`kubectl completion ${shell}`, 'use bash or zsh')
    throw usageError(session.commandPath, `Unsupported shell type ${quote(shell)}.`)
  },
}

const bashScript = (): string => {
  const names = commandGroups.flatMap((group) => group.names).join(' ')
  return [
    '# bash completion for kubectl',
    '__kubectl_complete() {',
    '    local current="${COMP_WORDS[COMP_CWORD]}"',
    '    if [ "$COMP_CWORD" -eq 1 ]; then',
    `        COMPREPLY=($(compgen -W "${names}" -- "$current"))`,
    '    fi',
    '}',
    'complete -o default -F __kubectl_complete kubectl',
    '',
  ].join('\n')
}
