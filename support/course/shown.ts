// What the course shows under a line, and what is answered today: the same but for what differs from run to run.

/** Why something else is answered today than what the course shows. */
export const TODAY = {
  kinds: 'kinds are named by their API group now: deployment.apps/x, not deployment.extensions/x or deployments "x"',
  columns: 'the table has other columns now',
  namespace: 'kubectl says now from which namespace it deletes, or in which there is nothing',
  moment: 'it was typed at another moment: what was under way there is over here, or the other way round',
  history: 'the object of the author had been changed more often, and at other times',
  cluster: 'other objects, nodes, versions or numbers of the author’s cluster',
  excerpt: 'what stood in the editor, not what kubectl says',
  help: 'an older help text',
} as const

/** In the order in which they are taken out. */
const CHANCE: readonly (readonly [RegExp, string])[] = [
  [/pvc-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<volume>'],
  [/\b\d{1,3}(\.\d{1,3}){3}\b/g, '<ip>'],
  [/-(?=[a-z]*\d)[0-9a-z]{8,10}(-[0-9a-z]{5})?(?= |$|"|,)/g, '-<x>'],
  [/-[0-9bcdfghjklmnpqrstvwxz24-9]{5}(?= |$|")/g, '-<x>'],
  [/(?<= |^)(\d+[dhms])+(?= |$)/g, '<age>'],
]

function plain(line: string): string {
  const spaced = line.trim().replace(/\s+/g, ' ')
  return CHANCE.reduce((text, [pattern, word]) => text.replace(pattern, word), spaced)
}

/** The lines of `shown` that `answer` does not have, in their order. `...` stands for anything. */
export function missingLines(shown: string, answer: string): readonly string[] {
  const said = answer.split('\n').map(plain)
  const missing: string[] = []
  let from = 0
  for (const line of shown.split('\n').map(plain)) {
    if (line === '' || /^\.+$/.test(line)) continue
    const at = said.indexOf(line, from)
    if (at < 0) missing.push(line)
    else from = at + 1
  }
  return missing
}
