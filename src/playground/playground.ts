// The page on which one types at a cluster: a terminal, a manifest to change, and the picture of what happened so far.
import { defineComponent, h, nextTick, ref, type PropType, type VNode } from 'vue'
import type { CommandRecord } from '../objects/run-record'
import { shortTime } from '../site/timeline/axis'
import type { Words } from '../site/words/words'
import type { PlaygroundStart } from '../site/app/playground'
import { MANIFEST, useLiveSession } from './use-live-session'

export const Playground = defineComponent({
  props: {
    words: { type: Object as PropType<Words>, required: true },
    start: { type: Object as PropType<PlaygroundStart>, default: undefined },
  },
  setup(props) {
    const { scenario, playground } = props.words
    const live = useLiveSession(props.words, props.start?.files ?? {})
    const line = ref('')
    const screen = ref<HTMLElement>()
    const input = ref<HTMLInputElement>()
    let recalled = 0

    const enter = async (lines: string): Promise<void> => {
      line.value = ''
      await live.enter(lines)
      recalled = live.entries.length
      await nextTick()
      screen.value?.scrollTo({ top: screen.value.scrollHeight })
      input.value?.focus({ preventScroll: true })
    }
    const recall = (by: number): void => {
      recalled = Math.min(live.entries.length, Math.max(0, recalled + by))
      line.value = live.entries[recalled] ?? ''
    }
    const keys: Partial<Record<string, () => void>> = {
      Enter: () => void enter(line.value),
      ArrowUp: () => recall(-1),
      ArrowDown: () => recall(1),
    }
    const onKeydown = (event: KeyboardEvent): void => {
      const action = keys[event.key]
      if (!action || event.isComposing) return
      event.preventDefault()
      action()
    }
    return () =>
      h('div', { class: 'playing' }, [
        h('h2', { class: 'visually-hidden' }, scenario.terminal),
        h('div', { class: 'terminal' }, [
          h('div', { class: 'bar' }, [
            h('span', `k8s-master01${live.busy.value ? ' …' : ''}`),
            h('button', { type: 'button', class: 'copy', onClick: live.begin }, playground.again),
          ]),
          h(
            'pre',
            { ref: screen, tabindex: 0, role: 'log', 'aria-label': scenario.terminal },
            live.typed.value.map((command) => answered(command, props.words)),
          ),
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
          ]),
        ]),
        h(
          'ul',
          { class: 'jumps', 'aria-label': playground.examples },
          suggested(props.start, props.words).map((text) =>
            h(
              'li',
              h(
                'button',
                { type: 'button', class: 'example-line', disabled: live.busy.value, onClick: () => void enter(text) },
                text,
              ),
            ),
          ),
        ),
        h('details', { class: 'manifest' }, [
          h('summary', [h('code', MANIFEST), ` ${playground.manifestHint}`]),
          h('textarea', {
            rows: live.manifest.value.split('\n').length,
            spellcheck: false,
            'aria-label': MANIFEST,
            value: live.manifest.value,
            onInput: (event: Event) => {
              live.manifest.value = (event.target as HTMLTextAreaElement).value
            },
          }),
        ]),
        Object.keys(props.start?.files ?? {}).length > 0
          ? h('p', { class: 'facts' }, [
              `${playground.filesToo}: `,
              ...Object.keys(props.start?.files ?? {}).map((name) => h('code', name)),
            ])
          : undefined,
        h('div', { ref: live.picture, class: 'picture' }),
      ])
  },
})

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
