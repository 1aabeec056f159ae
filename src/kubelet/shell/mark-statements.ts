// Who typed several lines at once wants each answer below its line: in front of every statement stands a word that tells when
// the statement begins, and how the one before it ended.
import type { ScriptNode } from 'just-bash'
import { lastExitCode, literal, pipeline, simple, statement } from './script-nodes'

/** `__typed OFFSET $?`: it ends as the statement before it did, so that `$?` stays what it was. */
export const TYPED = '__typed'

/** @param text what the script was parsed from; offsets are places in it. @param from statements before this offset get no mark */
export function markStatements(script: ScriptNode, text: string, from: number): void {
  let searched = 0
  script.statements = script.statements.flatMap((each) => {
    const { sourceText } = each
    const offset = sourceText === undefined ? -1 : text.indexOf(sourceText, searched)
    if (sourceText === undefined || offset < 0) return [each]
    searched = offset + sourceText.length
    return offset < from
      ? [each]
      : [statement(pipeline(simple(TYPED, [literal(String(offset - from)), lastExitCode()]))), each]
  })
}
