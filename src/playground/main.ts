// Loaded when a reader asks for a cluster in the page: the whole model, with its kubectl.
import { createApp } from 'vue'
import type { OpenPlayground } from '../site/app/playground'
import { WORDS } from '../site/words/words'
import { Playground } from './playground'

const open: OpenPlayground = (place, language, start) => {
  createApp(Playground, { words: WORDS[language], start }).mount(place)
  place.querySelector('input')?.focus()
}

Object.assign(window, { kubecukePlayground: open })
