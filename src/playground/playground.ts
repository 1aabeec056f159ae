// The page on which one types at a cluster: a terminal, a manifest to change, and the picture of what happened so far.
import { defineComponent, h, type PropType, type VNode } from 'vue'
import type { CommandRecord } from '../objects/run-record'
import { shortTime } from '../site/timeline/axis'
import type { Words } from '../site/words/words'
import type { PlaygroundStart } from '../site/app/playground'
import { useCommandLine, type CommandLine } from './use-command-line'
import { MANIFEST, useLiveSession, type LiveTerminal } from './use-live-session'

export const Playground = defineComponent({
  props: {
    words: { type: Object as PropType<Words>, required: true },
    start: { type: Object as PropType<PlaygroundStart>, default: undefined },
  },
  setup(props) {
    const live = useLiveSession(props.words, props.start?.files ?? {})
    const commandLine = useCommandLine(live)
    return () => {
      const { words, start } = props
      return h('div', { class: 'playing' }, [
        h('h2', { class: 'visually-hidden' }, words.scenario.terminal),
        terminal(live, commandLine, words),
        examples(suggested(start, words), live, commandLine, words),
        manifestToChange(live, words),
        filesToo(Object.keys(start?.files ?? {}), words),
        h('div', { ref: live.picture, class: 'picture' }),
      ])
    }
  },
})

const terminal = (live: LiveTerminal, commandLine: CommandLine, words: Words): VNode =>
  h('div', { class: 'terminal' }, [
    h('div', { class: 'bar' }, [
      h('span', `k8s-master01${live.busy.value ? ' …' : ''}`),
      h('button', { type: 'button', class: 'copy', onClick: live.begin }, words.playground.again),
    ]),
    h(
      'pre',
      { ref: commandLine.screen, tabindex: 0, role: 'log', 'aria-label': words.scenario.terminal },
      live.typed.value.map((command) => answered(command, words)),
    ),
    promptLine(commandLine, words),
  ])

const promptLine = ({ line, input, onKeydown }: CommandLine, { playground }: Words): VNode =>
  h('label', { class: 'prompt-line' }, [
    h('span', { class: 'prompt', 'aria-hidden': 'true' }, '$ '),
    h('input', {
      ref: input,
      type: 'text',
      autocomplete: 'off',
      autocapitalize: 'off',
      spellcheck: false,
      'aria-label': playground.type,
      placeholder: playground.type,
      value: line.value,
      onInput: (event: Event) => {
        line.value = (event.target as HTMLInputElement).value
      },
      onKeydown,
    }),
  ])

const examples = (
  lines: readonly string[],
  { busy }: LiveTerminal,
  { enter }: CommandLine,
  { playground }: Words,
): VNode =>
  h(
    'ul',
    { class: 'jumps', 'aria-label': playground.examples },
    lines.map((text) =>
      h(
        'li',
        h(
          'button',
          { type: 'button', class: 'example-line', disabled: busy.value, onClick: () => void enter(text) },
          text,
        ),
      ),
    ),
  )

const manifestToChange = ({ manifest }: LiveTerminal, { playground }: Words): VNode =>
  h('details', { class: 'manifest' }, [
    h('summary', [h('code', MANIFEST), ` ${playground.manifestHint}`]),
    h('textarea', {
      rows: manifest.value.split('\n').length,
      spellcheck: false,
      'aria-label': MANIFEST,
      value: manifest.value,
      onInput: (event: Event) => {
        manifest.value = (event.target as HTMLTextAreaElement).value
      },
    }),
  ])

/** The files of the scenario that one came from. */
const filesToo = (names: readonly string[], { playground }: Words): VNode | undefined =>
  names.length > 0
    ? h('p', { class: 'facts' }, [`${playground.filesToo}: `, ...names.map((name) => h('code', name))])
    : undefined

/** A scenario's lines and two that are always of use, or some to begin with. */
const suggested = (start: PlaygroundStart | undefined, { playground }: Words): readonly string[] =>
  start ? [...new Set([...start.lines, 'sleep 30', 'kubectl get pods -o wide'])] : playground.lines

function answered({ command, stdout, stderr, exitCode, from, to }: CommandRecord, { scenario }: Words): VNode {
  const took = to - from >= 1000 ? shortTime(to - from) : ''
  const note = [exitCode === 0 ? '' : scenario.exit(exitCode), took].filter(Boolean).join(' · ')
  return h('span', [
    h('span', { class: 'line' }, [
      h('span', { class: 'prompt', 'aria-hidden': 'true' }, '$ '),
      h('span', { class: 'typed' }, `${command}\n`),
    ]),
    stdout ? h('span', { class: 'out' }, stdout) : undefined,
    stderr ? h('span', { class: 'err' }, stderr) : undefined,
    note ? h('span', { class: exitCode === 0 ? 'note' : 'note bad' }, `${note}\n`) : undefined,
  ])
}
