// The picture answers to the pointer and to keys: where it stands, and what the Pod there is just then.
import { onMounted, onUnmounted, ref, watch, type Ref } from 'vue'
import type { Ms } from '../../objects/run-record'
import { shortTime } from '../timeline/axis'
import type { Lane, Span } from '../timeline/lanes'
import type { PictureLayout } from '../timeline/layout'
import type { Words } from '../words/words'
import { podText } from './cluster-panel'

export interface Pointing {
  readonly drawing: HTMLElement
  readonly layout: PictureLayout
  readonly at: Readonly<Ref<Ms>>
  readonly words: Words
  goPlace(percent: number): void
  onKey(event: KeyboardEvent): void
}

/** @returns what is pointed at, in words; '' while nothing is */
export function usePointing({ drawing, layout, at, words, goPlace, onKey }: Pointing): Readonly<Ref<string>> {
  const pointed = ref('')
  const lanes = layout.groups.flatMap((group) => group.lanes)
  const rows = [...drawing.querySelectorAll<HTMLElement>('.lane:has(> .label[title])')]
  const over = drawing.querySelector<HTMLElement>('.over')
  const cursor = Object.assign(document.createElement('i'), { className: 'cursor' })
  let chosen = -1

  const placeOf = ({ clientX }: PointerEvent): number => {
    const box = over?.getBoundingClientRect()
    return box ? ((clientX - box.left) / box.width) * 100 : 0
  }
  const tell = (i: number, instant: Ms): void => {
    const lane = lanes[i]
    const span = lane && spanAt(lane, instant)
    pointed.value = span ? spanDetails(lane, span, words) : lane ? `${lane.name} · ${words.timeline.notThere}` : ''
  }
  const onPointerDown = (event: PointerEvent): void => goPlace(placeOf(event))
  const onPointerMove = (event: PointerEvent): void => {
    if (event.buttons === 1) goPlace(placeOf(event))
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('.lane') : null
    tell(row ? rows.indexOf(row) : -1, layout.at(placeOf(event)))
  }
  const choose = (i: number): void => {
    rows[chosen]?.classList.remove('chosen')
    chosen = Math.min(rows.length - 1, Math.max(0, i))
    rows[chosen]?.classList.add('chosen')
    tell(chosen, at.value)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return onKey(event)
    event.preventDefault()
    choose(chosen + (event.key === 'ArrowDown' ? 1 : -1))
  }
  const listeners = [['pointerdown', onPointerDown], ['pointermove', onPointerMove], ['keydown', onKeyDown]] as const
  onMounted(() => {
    // The line below the picture says more than the marks' own titles.
    for (const mark of drawing.querySelectorAll('.s[title]')) mark.removeAttribute('title')
    drawing.tabIndex = 0
    over?.append(cursor)
    for (const [name, listener] of listeners) drawing.addEventListener(name, listener as EventListener)
  })
  onUnmounted(() => {
    cursor.remove()
    for (const [name, listener] of listeners) drawing.removeEventListener(name, listener as EventListener)
  })
  watch(at, () => {
    cursor.style.left = `${layout.x(at.value)}%`
    if (chosen >= 0) tell(chosen, at.value)
  }, { immediate: true })
  return pointed
}

const spanAt = ({ spans }: Lane, instant: Ms): Span | undefined => spans.findLast(({ from, to, open }) => from <= instant && (open || instant < to))

function spanDetails({ name }: Lane, span: Span, words: Words): string {
  return [name, words.podState[span.state], podText(span, words), `${shortTime(span.from)} – ${span.open ? '' : shortTime(span.to)}`.trim(), span.node, span.ip].filter(Boolean).join(' · ')
}
