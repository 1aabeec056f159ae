// Loaded when a reader asks for a cluster in the page: the whole model, with its kubectl.
import { createApp } from 'vue'
import type { Language } from '../site/run'
import { WORDS } from '../site/words/words'
import { Playground } from './playground'

declare global {
  interface Window {
    kubecukePlayground?: (place: HTMLElement, language: Language) => void
  }
}

window.kubecukePlayground = (place, language) => {
  createApp(Playground, { words: WORDS[language] }).mount(place)
  place.querySelector('input')?.focus()
}
