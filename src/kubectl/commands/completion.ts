// Follows kubectl/pkg/cmd/completion, v1.36.
import type { Command } from '../command'
import { usageError } from '../failure'
import { completionHelp } from '../help/completion'
import { completionScripts } from '../help/completion-scripts'
import type { HelpPage } from '../help/help-page'
import { quote } from '../../objects/go-text'

export const completion: Command = {
  name: 'completion',
  help: completionHelp['completion'] as HelpPage,
  run(args, _flags, session) {
    const [shell] = args
    if (shell === undefined) throw usageError(session.commandPath, 'Shell not specified.')
    if (args.length > 1) throw usageError(session.commandPath, 'Too many arguments. Expected only the shell type.')
    const script = completionScripts.get(shell)
    if (!script) throw usageError(session.commandPath, `Unsupported shell type ${quote(shell)}.`)
    session.out(script())
  },
}
