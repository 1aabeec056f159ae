import { h, type Html } from '../markup'
import type { CommandRecord } from '../../objects/run-record'
import { shortTime } from '../timeline/axis'
import type { Words } from '../words/words'

const OUTPUT_LINES_MAX = 40

/** What was typed and what was answered. */
export function terminal(commands: readonly CommandRecord[], words: Words): Html | undefined {
  if (commands.length === 0) return undefined
  return terminalFrame(words.scenario.terminal, commands.flatMap((command) => oneCommand(command, words)), words)
}

/** A dark box with a title; what has the class `typed` is copied. */
export const terminalFrame = (title: string, lines: readonly Html[], { scenario }: Words): Html => h('div', { class: 'terminal' }, [
  h('div', { class: 'bar' }, [h('span', title), h('button', { type: 'button', class: 'copy', hidden: true, 'data-copied': scenario.copied }, scenario.copy)]),
  h('pre', { tabindex: 0 }, lines),
])

function oneCommand({ command, stdin, stdout, stderr, exitCode, from, to }: CommandRecord, words: Words): Html[] {
  const outputs = [...shortened(stdout, 'out', words), ...shortened(stderr, 'err', words)]
  return [
    ...promptLines(command).map(({ prompt, text }) => h('span', { class: 'line' }, [h('span', { class: 'prompt', 'aria-hidden': 'true' }, prompt), h('span', { class: 'typed' }, `${text}\n`)])),
    ...(stdin ? [h('span', { class: 'out' }, endingWithNewline(stdin))] : []),
    ...outputs,
    ...(exitCode !== 0 || to - from >= 1000 ? [h('span', { class: exitCode === 0 ? 'note' : 'note bad' }, `${[exitCode === 0 ? '' : words.scenario.exit(exitCode), to - from >= 1000 ? shortTime(to - from) : ''].filter(Boolean).join(' · ')}\n`)] : []),
  ]
}

const endingWithNewline = (text: string): string => (text.endsWith('\n') ? text : `${text}\n`)

function shortened(text: string, kind: 'out' | 'err', words: Words): Html[] {
  if (!text) return []
  const lines = endingWithNewline(text).split('\n')
  if (lines.length <= OUTPUT_LINES_MAX + 1) return [h('span', { class: kind }, lines.join('\n'))]
  return [h('span', { class: kind }, `${lines.slice(0, OUTPUT_LINES_MAX).join('\n')}\n`), h('span', { class: 'note' }, `${words.scenario.more(lines.length - OUTPUT_LINES_MAX - 1)}\n`)]
}

/** Lines that go on from the one before (a here-document, a loop, a `\` at the end) have the shell's second prompt. */
export function promptLines(command: string): { prompt: string; text: string }[] {
  let hereDocument = ''
  let open = 0
  let goesOn = false
  return command.replace(/\n+$/, '').split('\n').map((text) => {
    const inside = hereDocument !== '' || open > 0 || goesOn
    if (hereDocument) {
      if (text.trim() === hereDocument) hereDocument = ''
    } else {
      hereDocument = /<<-?\s*['"]?(\w+)/.exec(text)?.[1] ?? ''
      open += (text.match(/(^|[;\s])(do|then|case)(?=\s|$)/g) ?? []).length - (text.match(/(^|[;\s])(done|fi|esac)(?=[\s;|)]|$)/g) ?? []).length
      goesOn = text.endsWith('\\') || hasOpenQuote(text)
    }
    return { prompt: inside ? '> ' : '$ ', text }
  })
}

const hasOpenQuote = (text: string): boolean => (text.replace(/\\./g, '').match(/'/g) ?? []).length % 2 === 1
