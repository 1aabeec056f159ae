// `kubectl edit`: somebody opens the editor, changes a text and saves.
import { DoesNotHold } from './judgement'
import type { ScenarioWorld } from './world'

/** Types the command; in the editor `from` becomes `to`, wherever it stands. A text that is not there is the writer's mistake. */
export async function edit(
  world: ScenarioWorld,
  command: string,
  { from, to }: { from: string; to: string },
): Promise<void> {
  let shown: string | undefined
  world.terminal.onEdit((text) => {
    shown = text
    return text.replaceAll(from, to)
  })
  try {
    await world.type(command)
  } finally {
    world.terminal.onEdit(undefined)
  }
  if (shown === undefined) throw new DoesNotHold(`${command} did not open an editor`)
  if (!shown.includes(from))
    throw new DoesNotHold(`the editor showed no ${JSON.stringify(from)}:\n${shown.replace(/^/gm, '    ')}`)
}
