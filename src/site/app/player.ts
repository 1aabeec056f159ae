// The scrubber below a picture: it moves through the scenario and shows the cluster at that instant.
import { computed, defineComponent, h, onUnmounted, ref, watch, type PropType, type VNode } from 'vue'
import type { Ms, ScenarioRecord } from '../../objects/run-record'
import { shortTime } from '../timeline/axis'
import { clusterAt } from '../timeline/instant'
import { layoutPicture } from '../timeline/layout'
import type { Words } from '../words/words'
import { clusterPanel } from './cluster-panel'
import { placeText } from './place'
import { usePointing } from './pointing'

const SCRUBBER_STEPS = 1000
const PLAY_MS = 9000

/** A step in words, and where it stands on the page. */
export interface PlayerStep {
  readonly text: string
  readonly element?: HTMLElement
}

export const Player = defineComponent({
  props: {
    record: { type: Object as PropType<ScenarioRecord>, required: true },
    words: { type: Object as PropType<Words>, required: true },
    slug: { type: String, required: true },
    drawing: { type: Object as PropType<HTMLElement>, required: true },
    steps: { type: Array as PropType<readonly PlayerStep[]>, required: true },
    start: { type: Number as PropType<Ms | undefined>, default: undefined },
  },
  setup(props) {
    const layout = layoutPicture(props.record)
    const { instants } = layout
    const { end, steps } = props.record
    const broken = steps.find(({ brokenAt }) => brokenAt !== undefined)?.brokenAt
    const at = ref<Ms>(props.start ?? broken ?? end)
    const playing = ref(false)
    const state = computed(() => clusterAt(props.record, at.value))
    const last = layout.x(end)
    const share = computed(() => layout.x(at.value) / last)
    const step = computed(() => Math.max(0, steps.findLastIndex(({ from }) => from <= at.value)))

    const go = (instant: Ms): void => {
      at.value = Math.min(end, Math.max(0, Math.round(instant)))
    }
    const goPlace = (percent: number): void => go(nearest(instants, layout.at(Math.min(percent, last)), layout.x))
    const goShare = (part: number): void => goPlace(part * last)
    const next = (): void => go(instants.find((each) => each > at.value) ?? end)
    const previous = (): void => go(instants.findLast((each) => each < at.value) ?? 0)
    const keys: Partial<Record<string, () => void>> = { ArrowRight: next, ArrowUp: next, ArrowLeft: previous, ArrowDown: previous, Home: () => go(0), End: () => go(end) }
    const onKey = (event: KeyboardEvent): void => act(event, keys)

    const pointed = usePointing({ drawing: props.drawing, layout, at, words: props.words, goPlace, onKey: (event) => act(event, { ArrowRight: next, ArrowLeft: previous, Home: () => go(0), End: () => go(end) }) })
    usePlaying(playing, share, goShare)
    watch(at, () => {
      if (props.slug === '') return
      history.replaceState(null, '', placeText({ slug: props.slug, at: at.value }))
      dispatchEvent(new Event('kubecuke:place'))
    }, { flush: 'post' })
    watch(step, (now, before) => {
      if (before !== undefined) props.steps[before]?.element?.classList.remove('current')
      props.steps[now]?.element?.classList.add('current')
    }, { immediate: true })

    return () => h('div', { class: 'player-body' }, [
      h('p', { class: 'pointed', 'aria-live': 'polite' }, pointed.value || props.words.timeline.pointHint),
      controls({ words: props.words, at: at.value, share: share.value, readyPods: state.value.readyPods, playing: playing.value, slug: props.slug, previous, next, goShare, onKey, toggle: () => { playing.value = !playing.value } }),
      h('p', { class: 'step-now' }, [h('b', step.value + 1), ` ${props.steps[step.value]?.text ?? ''}`]),
      clusterPanel(state.value, props.record, props.words),
    ])
  },
  expose: [],
})

function act(event: KeyboardEvent, actions: Partial<Record<string, () => void>>): void {
  const action = event.ctrlKey || event.metaKey || event.altKey ? undefined : actions[event.key]
  if (!action) return
  event.preventDefault()
  action()
}

interface Controls {
  readonly words: Words
  readonly at: Ms
  readonly share: number
  readonly readyPods: number
  readonly playing: boolean
  readonly slug: string
  previous(): void
  next(): void
  toggle(): void
  goShare(part: number): void
  onKey(event: KeyboardEvent): void
}

function controls({ words: { timeline }, at, share, readyPods, playing, slug, previous, next, toggle, goShare, onKey }: Controls): VNode {
  const button = (label: string, sign: string, onClick: () => void): VNode => h('button', { type: 'button', 'aria-label': label, title: label, onClick }, [h('span', { 'aria-hidden': 'true' }, sign)])
  return h('div', { class: 'controls' }, [
    button(timeline.previous, '‹', previous), button(playing ? timeline.pause : timeline.play, playing ? '❚❚' : '▶', toggle), button(timeline.next, '›', next),
    h('input', {
      type: 'range', min: 0, max: SCRUBBER_STEPS, value: Math.round(share * SCRUBBER_STEPS), 'aria-label': timeline.scrubber, 'aria-valuetext': `${shortTime(at)}, ${timeline.readyPods(readyPods)}`,
      onInput: (event: Event) => goShare(Number((event.target as HTMLInputElement).value) / SCRUBBER_STEPS), onKeydown: onKey,
    }),
    h('output', { class: 'now' }, [h('strong', shortTime(at)), h('span', timeline.readyPods(readyPods))]),
    slug === '' ? undefined : h('a', { class: 'link', href: placeText({ slug, at }), title: timeline.link, 'aria-label': timeline.link }, '#'),
  ])
}

/** In hundredths of the plot's width. */
const SNAP = 0.4

/** A hand does not hit an instant: what lies within a few pixels of one is meant. */
function nearest(instants: readonly Ms[], wanted: Ms, x: (at: Ms) => number): Ms {
  let best = wanted
  let distance = SNAP
  for (const instant of instants) {
    const away = Math.abs(x(instant) - x(wanted))
    if (away <= distance) [best, distance] = [instant, away]
  }
  return best
}

function usePlaying(playing: { value: boolean }, share: { readonly value: number }, goShare: (part: number) => void): void {
  let frame = 0
  watch(() => playing.value, (on) => {
    cancelAnimationFrame(frame)
    if (!on) return
    const from = share.value >= 0.999 ? 0 : share.value
    const begun = performance.now()
    const step = (now: number): void => {
      const part = from + (now - begun) / PLAY_MS
      goShare(Math.min(1, part))
      if (part >= 1) playing.value = false
      else frame = requestAnimationFrame(step)
    }
    frame = requestAnimationFrame(step)
  })
  onUnmounted(() => cancelAnimationFrame(frame))
}
