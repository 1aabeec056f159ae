import MiniSearch from 'minisearch'
import { createApp, defineComponent, h, nextTick, ref, type PropType, type VNode } from 'vue'
import type { Language } from '../run'
import type { SearchEntry } from '../search-entries'
import { WORDS, type Words } from '../words/words'
import { loadSearch } from './load-script'
import { tokenize } from './tokenize'

const RESULTS_MAX = 20

type Indexed = SearchEntry & { readonly id: number }

/** The index is made with the first search: the texts of five hundred scenarios take a few tens of milliseconds. */
export function makeIndex(entries: readonly SearchEntry[]): (query: string) => SearchEntry[] {
  const index = new MiniSearch<Indexed>({ fields: ['t', 'w', 'b'], storeFields: ['t', 'w', 'u', 'k'], tokenize, searchOptions: { tokenize, prefix: true, fuzzy: (term) => (/^[a-z]{4,}$/.test(term) ? 0.1 : false), combineWith: 'AND', boost: { t: 4, w: 2 }, boostDocument: (_id, _term, stored) => (stored?.k === 'feature' ? 1.6 : stored?.k === 'phrase' ? 0.7 : 1) } })
  index.addAll(entries.map((entry, id) => ({ ...entry, id })))
  return (query) => {
    // A tag is meant as it stands: @STS-07 is not a search for everything of StatefulSets.
    const tag = /^@\S+$/.exec(query.trim())?.[0]?.toLowerCase()
    if (tag) return entries.filter(({ b }) => ` ${b.toLowerCase()} `.includes(` ${tag} `)).slice(0, RESULTS_MAX)
    return index.search(query).slice(0, RESULTS_MAX) as unknown as SearchEntry[]
  }
}

const Search = defineComponent({
  props: { words: { type: Object as PropType<Words>, required: true }, root: { type: String, required: true }, language: { type: String as PropType<Language>, required: true } },
  setup(props) {
    const dialog = ref<HTMLDialogElement>()
    const input = ref<HTMLInputElement>()
    const query = ref('')
    const results = ref<SearchEntry[]>([])
    const chosen = ref(0)
    let search: ((query: string) => SearchEntry[]) | undefined

    const look = (): void => {
      results.value = search && query.value.trim() ? search(query.value) : []
      chosen.value = 0
    }
    const open = async (text = ''): Promise<void> => {
      if (!dialog.value?.open) dialog.value?.showModal()
      if (text) query.value = text
      await nextTick()
      input.value?.focus()
      search ??= makeIndex(await loadSearch(`${props.root}assets/search-${props.language}.js`))
      look()
    }
    const close = (): void => dialog.value?.close()
    const follow = (entry: SearchEntry | undefined): void => {
      if (!entry) return
      close()
      location.href = props.root + entry.u
    }
    const onKey = (event: KeyboardEvent): void => {
      const count = results.value.length
      if (event.key === 'Enter') follow(results.value[chosen.value])
      else if (event.key === 'ArrowDown' && count) chosen.value = (chosen.value + 1) % count
      else if (event.key === 'ArrowUp' && count) chosen.value = (chosen.value + count - 1) % count
      else return
      event.preventDefault()
      void nextTick(() => document.getElementById(`found-${chosen.value}`)?.scrollIntoView({ block: 'nearest' }))
    }
    listenForKeys(open)
    return () => h('div', { class: 'search' }, [
      h('button', { type: 'button', class: 'open-search', onClick: () => void open() }, [glass(), h('span', props.words.search.open), h('kbd', { 'aria-hidden': 'true' }, '/')]),
      h('dialog', { ref: dialog, 'aria-label': props.words.search.open, onClick: (event: Event) => { if (event.target === dialog.value) close() } }, [
        h('div', { class: 'found-box' }, [
          h('div', { class: 'ask' }, [
            glass(),
            h('input', {
              ref: input, type: 'text', role: 'combobox', autocomplete: 'off', spellcheck: false, placeholder: props.words.search.placeholder, 'aria-label': props.words.search.placeholder, 'aria-expanded': results.value.length > 0, 'aria-controls': 'found',
              'aria-activedescendant': results.value.length > 0 ? `found-${chosen.value}` : undefined, value: query.value, onInput: (event: Event) => { query.value = (event.target as HTMLInputElement).value; look() }, onKeydown: onKey,
            }),
            h('button', { type: 'button', class: 'close', onClick: close }, props.words.search.close),
          ]),
          h('ul', { id: 'found', role: 'listbox', 'aria-label': props.words.search.open }, results.value.map((entry, i) => found(entry, i, { chosen: chosen.value === i, words: props.words, follow }))),
          h('p', { class: 'hint', 'aria-live': 'polite' }, query.value.trim() && results.value.length === 0 && search ? props.words.search.nothing : props.words.search.hint),
        ]),
      ]),
    ])
  },
})

const SIGN = { feature: '▤', scenario: '›', phrase: '❝' } as const

const found = (entry: SearchEntry, i: number, { chosen, words, follow }: { chosen: boolean; words: Words; follow: (entry: SearchEntry) => void }): VNode =>
  h('li', { id: `found-${i}`, role: 'option', 'aria-selected': chosen, class: { chosen }, onClick: () => follow(entry) }, [
    h('span', { class: 'sign', 'aria-hidden': 'true', title: words.search.kinds[entry.k] }, SIGN[entry.k]), h('span', [h('span', { class: 'visually-hidden' }, `${words.search.kinds[entry.k]}: `), h('b', entry.t), h('small', entry.w)]),
  ])

const glass = (): VNode => h('svg', { width: 16, height: 16, viewBox: '0 0 16 16', 'aria-hidden': 'true' }, [h('circle', { cx: 7, cy: 7, r: 5, fill: 'none', stroke: 'currentColor', 'stroke-width': 1.6 }), h('path', { d: 'M11 11l4 4', stroke: 'currentColor', 'stroke-width': 1.6 })])

/** `/` or Ctrl-K opens it; a tag on a page looks for itself. */
function listenForKeys(open: (text?: string) => Promise<void>): void {
  addEventListener('keydown', (event) => {
    const typing = event.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)
    if ((event.key === '/' && !typing) || (event.key === 'k' && (event.ctrlKey || event.metaKey))) {
      event.preventDefault()
      void open()
    }
  })
  for (const tag of document.querySelectorAll<HTMLElement>('.tag[data-tag]')) {
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'tag', textContent: tag.textContent })
    button.addEventListener('click', () => void open(tag.dataset.tag))
    tag.replaceWith(button)
  }
}

export function startSearch(): void {
  const place = document.querySelector('.search-box')
  const { root = '', language = 'en' } = document.documentElement.dataset as { root?: string; language?: Language }
  if (place) createApp(Search, { words: WORDS[language], root, language }).mount(place)
}
