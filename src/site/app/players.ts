import { createApp } from 'vue'
import type { Language } from '../run'
import { timelinePicture } from '../timeline/picture'
import { WORDS, type Words } from '../words/words'
import { loadRecord } from './load-script'
import { parsePlace } from './place'
import { Player } from './player'

/** Pictures come alive when they come into view, or when the address names an instant of them. */
export function startPlayers(): void {
  const words = WORDS[(document.documentElement.dataset.language as Language | undefined) ?? 'en']
  const pictures = [...document.querySelectorAll<HTMLElement>('.picture[data-record]')]
  const observer = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) void enliven(target as HTMLElement, words)
  }, { rootMargin: '300px' })
  for (const picture of pictures) observer.observe(picture)
  const follow = (): void => followPlace(pictures, words)
  addEventListener('hashchange', follow)
  follow()
}

function followPlace(pictures: readonly HTMLElement[], words: Words): void {
  const { slug, at } = parsePlace(location.hash)
  if (at === undefined) return
  const picture = pictures.find(({ dataset }) => dataset.slug === slug)
  if (!picture) return
  document.getElementById(slug)?.scrollIntoView()
  void enliven(picture, words, at).then(() => picture.scrollIntoView({ block: 'start' }))
}

const apps = new Map<HTMLElement, () => void>()

async function enliven(picture: HTMLElement, words: Words, at?: number): Promise<void> {
  if (apps.has(picture) && at === undefined) return
  const place = picture.querySelector<HTMLElement>('.player')
  const { record: source = '', slug = '' } = picture.dataset
  if (!place) return
  apps.get(picture)?.()
  let app: ReturnType<typeof createApp> | undefined
  apps.set(picture, () => app?.unmount())
  try {
    const record = await loadRecord(source)
    const drawing = picture.querySelector<HTMLElement>('.drawing') ?? draw(picture, record, words)
    const steps = [...(picture.closest('.scenario')?.querySelectorAll<HTMLElement>('.sentences > li') ?? [])].map((element) => ({ element, text: element.querySelector('.sentence > span:nth-child(2)')?.textContent ?? '' }))
    app = createApp(Player, { record, words, slug, drawing, steps, start: at })
    app.mount(place)
  } catch {
    apps.delete(picture)
    place.textContent = words.timeline.failed
  }
}

/** A picture that was too large for the page is drawn here. */
function draw(picture: HTMLElement, record: Parameters<typeof timelinePicture>[0], words: Words): HTMLElement {
  const drawing = Object.assign(document.createElement('div'), { className: 'drawing', innerHTML: timelinePicture(record, words).text })
  drawing.setAttribute('role', 'group')
  drawing.setAttribute('aria-label', words.timeline.title)
  picture.querySelector('.on-demand')?.replaceWith(drawing)
  return drawing
}
