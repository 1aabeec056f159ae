import { onUnmounted, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { CommandRecord } from '../objects/run-record'
import { mountPicture } from '../site/app/live-picture'
import type { Words } from '../site/words/words'
import { LiveSession } from './session'

/** The file that the reader may change. */
export const MANIFEST = 'web.yaml'

export interface LiveTerminal {
  readonly typed: Readonly<ShallowRef<readonly CommandRecord[]>>
  readonly busy: Readonly<Ref<boolean>>
  readonly manifest: Ref<string>
  /** where the picture is drawn */
  readonly picture: Ref<HTMLElement | undefined>
  /** what was entered, for the arrow keys */
  readonly entries: readonly string[]
  enter(lines: string): Promise<void>
  /** a new cluster */
  begin(): void
}

/** @param files lie in the folder of each new cluster */
export function useLiveSession(words: Words, files: Readonly<Record<string, string>>): LiveTerminal {
  const newSession = (): LiveSession => {
    const made = new LiveSession()
    for (const [name, text] of Object.entries(files)) made.writeFile(name, text)
    return made
  }
  let session = newSession()
  let unmount: (() => void) | undefined
  const typed = shallowRef<readonly CommandRecord[]>([])
  const busy = ref(false)
  const manifest = ref(files[MANIFEST] ?? words.playground.manifest)
  const picture = ref<HTMLElement>()
  const entries: string[] = []

  const enter = async (lines: string): Promise<void> => {
    if (busy.value || !lines.trim()) return
    busy.value = true
    entries.push(lines)
    try {
      session.writeFile(MANIFEST, manifest.value)
      typed.value = [...typed.value, ...(await session.type(lines))]
      unmount?.()
      if (picture.value)
        unmount = mountPicture(
          picture.value,
          session.record(),
          words,
          entries.map((text) => ({ text })),
        )
    } catch (error) {
      // What the model lacks says so; the terminal is the place where one looks for it.
      typed.value = [
        ...typed.value,
        { from: 0, to: 0, command: lines, stdout: '', stderr: `${(error as Error).message}\n`, exitCode: 1 },
      ]
    }
    busy.value = false
  }
  const begin = (): void => {
    unmount?.()
    unmount = undefined
    session = newSession()
    typed.value = []
    entries.length = 0
  }
  onUnmounted(() => unmount?.())
  return { typed, busy, manifest, picture, entries, enter, begin }
}
