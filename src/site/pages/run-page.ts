import { statusMark } from '../elements/text'
import { historyKey } from '../history'
import { h, type Html } from '../markup'
import { worst, type FeatureRun, type Language, type ScenarioRun, type Status } from '../run'
import { chaptersOf, featurePage, featuresOf, rootOf, upFrom, type Site } from '../site'
import { areaTitle, WORDS, type Words } from '../words/words'
import { areaId, dateText, otherLanguage } from './feature'
import type { Page } from './layout'

interface Place {
  readonly feature: FeatureRun
  readonly scenario: ScenarioRun
}

const SLOWEST_MAX = 10
const CHANGES_MAX = 20

export function runPage(site: Site, language: Language): Page {
  const words = WORDS[language]
  const path = `${rootOf(language)}run.html`
  const home = upFrom(path) + rootOf(language)
  const own = placesOf(featuresOf(site, language))
  const failed = own.filter(({ scenario }) => scenario.status === 'failed')
  const slowest = own.filter(({ scenario }) => scenario.status !== 'skipped').sort((a, b) => b.scenario.durationMs - a.scenario.durationMs).slice(0, SLOWEST_MAX)
  return {
    path, language, title: `${words.run.title} · kubecuke`, description: words.run.lead, nav: 'run', other: `${rootOf(otherLanguage(language))}run.html`,
    content: [
      h('div', { class: 'heading' }, [h('h1', words.run.title), site.run.interrupted ? undefined : h('p', { class: 'lead' }, words.run.lead)]),
      interruption(site, words), figures(site, words),
      h('h2', words.run.failures), failed.length > 0 ? list(failed, home, words, ({ scenario }) => scenario.steps.find(({ message }) => message)?.message) : h('p', site.run.interrupted ? words.run.noneFailed : words.run.allPassed),
      ...lastChanges(site, own, home, words),
      h('h2', words.run.chapters), chapterTable(site, language, home),
      h('h2', words.run.slowest), list(slowest, home, words, ({ scenario }) => millisecondsText(scenario.durationMs)),
    ],
  }
}

const placesOf = (features: readonly FeatureRun[]): Place[] => features.flatMap((feature) => feature.scenarios.map((scenario) => ({ feature, scenario })))
const countOf = (places: readonly Place[], status: Status): number => places.filter(({ scenario }) => scenario.status === status).length
/** Says of a run that was stopped that there is less here than there could be. */
function interruption({ run }: Site, words: Words): Html | undefined {
  return run.interrupted ? h('p', { class: 'notice' }, words.run.interrupted(countOf(placesOf(run.features), 'skipped'))) : undefined
}

const secondsText = (ms: number): string => `${(ms / 1000).toFixed(1)} s`
const millisecondsText = (ms: number): string => (ms >= 1000 ? secondsText(ms) : `${Math.round(ms)} ms`)

function figures({ run }: Site, { run: words }: Words): Html {
  const all = placesOf(run.features)
  const [failed, skipped] = [countOf(all, 'failed'), countOf(all, 'skipped')]
  const rows: [string, string, string][] = [
    [words.passed, `${countOf(all, 'passed')}`, 'passed'], [words.failed, `${failed}`, failed > 0 ? 'failed' : ''], ...(skipped > 0 ? [[words.skipped, `${skipped}`, ''] as [string, string, string]] : []),
    [words.duration, secondsText(run.durationMs), ''], [words.seed, `${run.seed}`, ''], [words.kubernetes, run.kubernetes, ''],
    [words.started, Number.isFinite(run.startedAt) ? `${new Date(run.startedAt).toISOString().slice(0, 16).replace('T', ' ')} UTC` : '', ''],
  ]
  return h('dl', { class: 'figures' }, rows.filter(([, value]) => value).map(([name, value, kind]) => h('div', { class: kind }, [h('dt', name), h('dd', value)])))
}

function list(places: readonly Place[], home: string, words: Words, more: (place: Place) => string | undefined): Html {
  return h('ul', { class: 'rows' }, places.map((place) => {
    const text = more(place)
    const isLong = text?.includes('\n') ?? false
    return h('li', [
      h('div', [statusMark(place.scenario.status, words), h('a', { href: `${home}${encodeURI(featurePage(place.feature.path))}#${place.scenario.slug}` }, place.scenario.name), h('small', place.feature.name)]),
      text === undefined ? undefined : h(isLong ? 'pre' : 'span', isLong ? { tabindex: 0 } : { class: 'facts' }, text),
    ])
  }))
}

function chapterTable(site: Site, language: Language, home: string): Html {
  const words = WORDS[language]
  const heads = [words.run.chapter, words.run.result, words.run.scenarios, words.run.duration]
  return h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': words.run.chapters }, h('table', { class: 'wide' }, [
    h('thead', h('tr', heads.map((head) => h('th', { scope: 'col' }, head)))),
    h('tbody', [...chaptersOf(site, language)].map(([area, list]) => {
      const places = placesOf(list)
      const passed = countOf(places, 'passed')
      return h('tr', [
        h('th', { scope: 'row' }, [statusMark(worst(places.map(({ scenario }) => scenario.status)), words), h('a', { href: `${home}features/index.html#${encodeURI(areaId(area))}` }, areaTitle(area, words))]),
        h('td', h('span', { class: 'share', 'aria-hidden': 'true' }, [shareOf('passed', passed / places.length), shareOf('failed', countOf(places, 'failed') / places.length)])),
        h('td', passed === places.length ? passed : `${passed} / ${places.length}`), h('td', millisecondsText(places.reduce((sum, { scenario }) => sum + scenario.durationMs, 0))),
      ])
    })),
  ]))
}

const shareOf = (status: Status, share: number): Html | undefined => (share > 0 ? h('i', { class: status, style: `width:${share * 100}%` }) : undefined)

function lastChanges({ changes }: Site, own: readonly Place[], home: string, words: Words): Html[] {
  const of = ({ feature, scenario }: Place) => changes.get(historyKey(feature.uri, scenario.slug))
  const changed = own.filter((place) => of(place)?.before).sort((a, b) => (of(b)?.since ?? 0) - (of(a)?.since ?? 0)).slice(0, CHANGES_MAX)
  if (changed.length === 0) return []
  const text = (place: Place): string | undefined => {
    const change = of(place)
    return change?.before && words.run.changedAt(dateText(change.since), words.status[change.before], words.status[change.status])
  }
  return [h('h2', words.run.history), list(changed, home, words, text)]
}
