import { featureStatus, worst, type FeatureRun, type Language } from '../run'
import { showBehaviours } from '../behaviours'
import { statusMark } from '../elements/text'
import { h, type Html } from '../markup'
import { chaptersOf, featurePage, featuresOf, rootOf, upFrom, type Site, type Totals } from '../site'
import { longTime } from '../timeline/axis'
import { layoutPicture } from '../timeline/layout'
import { legend, statesOf, timelinePicture } from '../timeline/picture'
import { areaTitle, WORDS } from '../words/words'
import { chooseExample } from './example'
import { areaId, otherLanguage } from './feature'
import type { Page } from './layout'

export function homePage(site: Site, language: Language, { virtualMs }: Totals): Page {
  const words = WORDS[language]
  const { home } = words
  const path = `${rootOf(language)}index.html`
  const up = upFrom(path) + rootOf(language)
  const features = featuresOf(site, language)
  return {
    path, language, kind: 'home', title: `kubecuke · ${home.title}`, description: home.lead, nav: 'home', other: `${rootOf(otherLanguage(language))}index.html`,
    content: [
      h('div', { class: 'hero' }, [
        h('h1', [h('span', { class: 'title' }, home.title), h('span', { class: 'tagline' }, home.tagline)]), h('p', { class: 'lead' }, home.lead),
        h('p', { class: 'actions' }, [h('a', { class: 'button brand', href: `${up}features/index.html` }, home.browse), site.playgroundBytes > 0 ? h('a', { class: 'button', href: `${up}try.html` }, words.playground.title) : undefined, h('a', { class: 'button', href: `${up}begin.html` }, home.start)]),
      ]),
      site.run.interrupted ? h('p', { class: 'notice' }, h('a', { href: `${up}run.html` }, words.run.interrupted(site.run.features.flatMap(({ scenarios }) => scenarios).filter(({ status }) => status === 'skipped').length))) : undefined,
      example(features, language, up),
      proofs(site, language, virtualMs),
      h('ul', { class: 'points' }, home.points.map(([title, text]) => h('li', [h('h2', title), h('p', text)]))),
      h('h2', { class: 'chapters' }, home.areasTitle),
      h('ul', { class: 'cards' }, [...chaptersOf(site, language)].map(([area, list]) => h('li', { class: 'card' }, [
        h('h3', [statusMark(worst(list.map(featureStatus)), words), h('a', { href: `${up}features/index.html#${encodeURI(areaId(area))}` }, areaTitle(area, words))]),
        h('p', list.map(({ name }) => name).join(' · ')),
        h('p', { class: 'facts' }, home.counts(list.length, list.reduce((sum, { scenarios }) => sum + scenarios.length, 0))),
      ]))),
    ],
  }
}

/** What the run proves, in figures. */
function proofs(site: Site, language: Language, virtualMs: number): Html {
  const { home: { proofs: names } } = WORDS[language]
  const features = featuresOf(site, language)
  const behaviours = showBehaviours(site.behaviours, features)
  const passing = behaviours.filter(({ status }) => status === 'passed').length
  const rows: [string, string][] = [
    ...(behaviours.length > 0 ? [[passing === behaviours.length ? `${passing}` : `${passing} / ${behaviours.length}`, names.behaviours] as [string, string]] : []),
    [`${features.reduce((sum, { scenarios }) => sum + scenarios.length, 0)}`, names.scenarios],
    ...(virtualMs > 0 ? [[longTime(virtualMs), names.time] as [string, string]] : []), ...(site.run.kubernetes ? [[site.run.kubernetes, names.kubernetes] as [string, string]] : []),
  ]
  return h('dl', { class: 'proofs' }, rows.map(([figure, name]) => h('div', [h('dt', name), h('dd', figure)])))
}

const SWEEP_MS = 9000

/** A scenario's sentences, and its picture beside them, filled as time goes on. */
function example(features: readonly FeatureRun[], language: Language, up: string): Html | undefined {
  const words = WORDS[language]
  const found = chooseExample(features)
  if (!found) return undefined
  const { feature, scenario, record } = found
  const layout = layoutPicture(record)
  const when = (i: number): string => `--at:${Math.round((layout.x(record.steps[i]?.to ?? 0) / 100) * SWEEP_MS)}ms`
  return h('figure', { class: 'example moving', style: `--sweep:${SWEEP_MS}ms` }, [
    h('figcaption', [
      h('span', words.home.exampleCaption), h('button', { type: 'button', class: 'sweep', hidden: true, 'data-pause': words.home.pause, 'data-replay': words.home.replay }),
    ]),
    h('div', { class: 'story' }, [
      h('h2', scenario.name),
      h('ol', { class: 'sentences' }, scenario.steps.map((step, i) => h('li', { style: when(i) }, [
        h('div', { class: 'sentence' }, [statusMark(step.status, words), h('span', [h('span', { class: 'keyword' }, step.keyword), step.text])]),
        (record.steps[i]?.commands ?? []).length > 0 ? h('pre', { class: 'typed-lines', tabindex: 0 }, (record.steps[i]?.commands ?? []).map(({ command }) => command).join('\n')) : undefined,
      ]))),
      h('p', h('a', { href: `${up}${encodeURI(featurePage(feature.path))}#${scenario.slug}` }, `${words.home.more} →`)),
    ]),
    h('div', { class: 'show' }, [h('div', { class: 'drawing' }, [timelinePicture(record, words, layout)]), legend(words, statesOf(layout.groups))]),
  ])
}
