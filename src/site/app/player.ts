// The scrubber below a picture: it moves through the scenario and shows the cluster at that instant.
import { computed, defineComponent, h, onMounted, onUnmounted, ref, watch, type PropType, type VNode } from 'vue'
import type { Ms, ScenarioRecord } from '../../objects/run-record'
import { shortTime } from '../timeline/axis'
import { clusterAt, instantsOf } from '../timeline/instant'
import { layoutPicture, PICTURE_WIDTH } from '../timeline/picture'
import type { Words } from '../words/words'
import { clusterPanel } from './cluster-panel'
import { placeText } from './place'

const SCRUBBER_STEPS = 1000
const PLAY_MS = 9000

export const Player = defineComponent({
  props: {
    record: { type: Object as PropType<ScenarioRecord>, required: true },
    words: { type: Object as PropType<Words>, required: true },
    slug: { type: String, required: true },
    drawing: { type: Object as PropType<HTMLElement>, required: true },
    start: { type: Number as PropType<Ms | undefined>, default: undefined },
  },
  setup(props) {
    const layout = layoutPicture(props.record)
    const instants = instantsOf(props.record)
    const broken = props.record.steps.find(({ brokenAt }) => brokenAt !== undefined)?.brokenAt
    const at = ref<Ms>(props.start ?? broken ?? props.record.end)
    const moved = ref(props.start !== undefined)
    const playing = ref(false)
    const state = computed(() => clusterAt(props.record, at.value))
    const [first, last] = [layout.x(0), layout.x(props.record.end)]
    const share = computed(() => (layout.x(at.value) - first) / Math.max(1, last - first))

    const go = (instant: Ms): void => {
      at.value = Math.min(props.record.end, Math.max(0, Math.round(instant)))
      moved.value = true
    }
    const goShare = (part: number): void => go(nearest(instants, layout.at(first + part * (last - first)), layout.x))
    const next = (): void => go(instants.find((each) => each > at.value) ?? props.record.end)
    const previous = (): void => go(instants.findLast((each) => each < at.value) ?? 0)

    useCursor(props.drawing, () => layout.x(at.value), at, { goTo: (x) => goShare((x - first) / (last - first)) })
    usePlaying(playing, share, goShare)
    watch(at, () => {
      history.replaceState(null, '', placeText({ slug: props.slug, at: at.value }))
      dispatchEvent(new Event('kubecuke:place'))
    }, { flush: 'post' })

    const onKey = (event: KeyboardEvent): void => {
      const actions: Partial<Record<string, () => void>> = { ArrowRight: next, ArrowUp: next, ArrowLeft: previous, ArrowDown: previous, Home: () => go(0), End: () => go(props.record.end) }
      const action = actions[event.key]
      if (!action) return
      event.preventDefault()
      action()
    }
    return () => h('div', { class: 'player-body' }, [
      controls({ words: props.words, at: at.value, share: share.value, readyPods: state.value.readyPods, playing: playing.value, slug: props.slug, previous, next, goShare, onKey, toggle: () => { playing.value = !playing.value } }),
      clusterPanel(state.value, props.record, props.words),
    ])
  },
  expose: [],
})

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
    h('a', { href: placeText({ slug, at }), title: timeline.link, 'aria-label': timeline.link }, '#'),
  ])
}

const SNAP_PX = 3

/** A hand does not hit an instant: what lies within a few pixels is meant. */
function nearest(instants: readonly Ms[], wanted: Ms, x: (at: Ms) => number): Ms {
  let best = wanted
  let distance = SNAP_PX
  for (const instant of instants) {
    const away = Math.abs(x(instant) - x(wanted))
    if (away <= distance) [best, distance] = [instant, away]
  }
  return best
}

/** The line in the picture that stands at the instant; the picture can be pointed at. */
function useCursor(drawing: HTMLElement, x: () => number, at: { readonly value: Ms }, { goTo }: { goTo: (x: number) => void }): void {
  const svg = drawing.querySelector('svg')
  if (!svg) return
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  line.setAttribute('class', 'cursor')
  const place = (): void => line.setAttribute('d', `M${x()} 18V${svg.viewBox.baseVal.height - 20}`)
  const point = (event: PointerEvent): void => {
    const box = svg.getBoundingClientRect()
    goTo(((event.clientX - box.left) / box.width) * PICTURE_WIDTH)
  }
  const drag = (event: PointerEvent): void => {
    if (event.buttons === 1) point(event)
  }
  onMounted(() => {
    svg.append(line)
    place()
    svg.addEventListener('pointerdown', point)
    svg.addEventListener('pointermove', drag)
  })
  onUnmounted(() => {
    line.remove()
    svg.removeEventListener('pointerdown', point)
    svg.removeEventListener('pointermove', drag)
  })
  watch(() => at.value, place)
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
