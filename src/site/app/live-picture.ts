import { createApp } from 'vue'
import type { ScenarioRecord } from '../../objects/run-record'
import { h } from '../markup'
import { layoutPicture } from '../timeline/layout'
import { legend, statesOf, timelinePicture } from '../timeline/picture'
import type { Words } from '../words/words'
import { Player, type PlayerStep } from './player'

/** Draws the picture of a record with its scrubber into a place of the page. @returns takes it away again */
export function mountPicture(place: HTMLElement, record: ScenarioRecord, words: Words, steps: readonly PlayerStep[]): () => void {
  const layout = layoutPicture(record)
  place.innerHTML = [
    h('div', { class: 'picture-head' }, [h('h3', words.scenario.picture), legend(words, statesOf(layout.groups))]),
    h('div', { class: 'drawing', role: 'group', 'aria-label': words.timeline.title }, timelinePicture(record, words, layout)),
    h('div', { class: 'player' }),
  ].join('')
  const [drawing, player] = [place.querySelector<HTMLElement>('.drawing'), place.querySelector<HTMLElement>('.player')]
  if (!drawing || !player) return () => {}
  const app = createApp(Player, { record, words, slug: '', drawing, steps })
  app.mount(player)
  return () => {
    app.unmount()
    place.innerHTML = ''
  }
}
