// The line at which one types: what is in it, its history under the arrow keys, and the screen that follows the answers.
import { nextTick, ref, type Ref } from 'vue'
import type { LiveTerminal } from './use-live-session'

export interface CommandLine {
  readonly line: Ref<string>
  readonly input: Ref<HTMLInputElement | undefined>
  /** where the answers are */
  readonly screen: Ref<HTMLElement | undefined>
  readonly enter: (lines: string) => Promise<void>
  readonly onKeydown: (event: KeyboardEvent) => void
}

export function useCommandLine(live: LiveTerminal): CommandLine {
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
  return { line, input, screen, enter, onKeydown }
}
