import type { Language } from '../run'
import { WORDS } from '../words/words'
import { loadFiles } from './load-script'

/** What the cluster's page begins with: lines of a scenario, and the manifests that they name. */
export interface PlaygroundStart {
  readonly lines: readonly string[]
  readonly files: Readonly<Record<string, string>>
}

export type OpenPlayground = (place: HTMLElement, language: Language, start: PlaygroundStart | undefined) => void

/** The cluster is large: it is loaded when somebody asks for it. */
export function startPlayground(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('.try button')) offer(button)
  const place = document.querySelector<HTMLElement>('.playground')
  const button = place?.querySelector('button')
  if (!place || !button) return
  const { root = '', language = 'en' } = document.documentElement.dataset as { root?: string; language?: Language }
  const words = WORDS[language]
  const asked = new URLSearchParams(location.hash.slice(1))
  const open = async (): Promise<void> => {
    button.disabled = true
    button.textContent = words.playground.loading
    try {
      await loadCluster(`${root}assets/playground.js`)
      const files = asked.get('files')
      const start = asked.has('line') ? { lines: asked.getAll('line'), files: files ? await loadFiles(`${root}${files}`) : {} } : undefined
      ;(window as { kubecukePlayground?: OpenPlayground }).kubecukePlayground?.(place, language, start)
    } catch (error) {
      console.error(error)
      button.textContent = words.timeline.failed
    }
  }
  button.hidden = false
  button.addEventListener('click', () => void open())
  if (asked.has('line')) void open()
}

const loadCluster = (source: string): Promise<unknown> => new Promise((resolve, reject) => {
  const script = Object.assign(document.createElement('script'), { src: source })
  script.addEventListener('load', resolve)
  script.addEventListener('error', reject)
  document.head.append(script)
})

/** The lines of this scenario's terminals, taken along to the cluster's page. */
function offer(button: HTMLButtonElement): void {
  button.hidden = false
  button.addEventListener('click', () => {
    const { page = '', files = '' } = button.dataset
    const asked = new URLSearchParams(typedLines(button.closest('.scenario')).map((line) => ['line', line]))
    if (files) asked.set('files', files)
    location.href = `${page}#${asked.toString()}`
  })
}

/** What has the shell's second prompt belongs to the line before it. */
function typedLines(scenario: Element | null): string[] {
  const lines: string[] = []
  for (const line of scenario?.querySelectorAll('.terminal .line') ?? []) {
    const text = line.querySelector('.typed')?.textContent?.replace(/\n$/, '') ?? ''
    if (line.querySelector('.prompt')?.textContent === '$ ' || lines.length === 0) lines.push(text)
    else lines[lines.length - 1] += `\n${text}`
  }
  return lines
}
