import type { Language } from '../run'
import { WORDS } from '../words/words'

/** The cluster is large: it is loaded when somebody asks for it. */
export function startPlayground(): void {
  const place = document.querySelector<HTMLElement>('.playground')
  const button = place?.querySelector('button')
  if (!place || !button) return
  const { root = '', language = 'en' } = document.documentElement.dataset as { root?: string; language?: Language }
  const words = WORDS[language]
  button.hidden = false
  button.addEventListener('click', () => {
    button.disabled = true
    button.textContent = words.playground.loading
    const script = Object.assign(document.createElement('script'), { src: `${root}assets/playground.js` })
    script.addEventListener('load', () => (window as { kubecukePlayground?: (place: HTMLElement, language: Language) => void }).kubecukePlayground?.(place, language))
    script.addEventListener('error', () => (button.textContent = words.timeline.failed))
    document.head.append(script)
  })
}
