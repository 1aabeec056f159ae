import { h, type VNode } from 'vue'
import { historyKey } from '../history'
import type { FeatureRun, Language, ScenarioRun, Status } from '../run'
import { featurePage, featuresOf, rootOf, upFrom, type Site } from '../site'
import { WORDS, type Words } from '../words/words'
import { dateText, otherLanguage } from './feature'
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
  const all = site.run.features.flatMap((feature) => feature.scenarios.map((scenario) => ({ feature, scenario })))
  const own = featuresOf(site, language).flatMap((feature) => feature.scenarios.map((scenario) => ({ feature, scenario })))
  const count = (status: Status): number => all.filter(({ scenario }) => scenario.status === status).length
  const failed = own.filter(({ scenario }) => scenario.status === 'failed')
  const slowest = [...own].sort((a, b) => b.scenario.durationMs - a.scenario.durationMs).slice(0, SLOWEST_MAX)
  return {
    path, language, title: `${words.run.title} · kubecuke`, description: words.run.lead, nav: 'run', other: `${rootOf(otherLanguage(language))}run.html`,
    content: [
      h('div', { class: 'heading' }, [h('h1', words.run.title), h('p', { class: 'lead' }, words.run.lead)]),
      figures([
        [words.run.passed, `${count('passed')}`, 'passed'], [words.run.failed, `${count('failed')}`, count('failed') > 0 ? 'failed' : ''], ...(count('skipped') > 0 ? [[words.run.skipped, `${count('skipped')}`, '']] : []),
        [words.run.duration, `${(site.run.durationMs / 1000).toFixed(1)} s`, ''], [words.run.seed, `${site.run.seed}`, ''], [words.run.kubernetes, site.run.kubernetes, ''],
        [words.run.started, Number.isFinite(site.run.startedAt) ? `${new Date(site.run.startedAt).toISOString().slice(0, 16).replace('T', ' ')} UTC` : '', ''],
      ]),
      h('h2', words.run.failures), failed.length > 0 ? list(failed, home, ({ scenario }) => scenario.steps.find(({ message }) => message)?.message) : h('p', words.run.allPassed),
      ...lastChanges(site, own, home, words),
      h('h2', words.run.slowest), list(slowest, home, ({ scenario }) => `${Math.round(scenario.durationMs)} ms`),
    ],
  }
}

const figures = (rows: readonly (readonly string[])[]): VNode => h('dl', { class: 'figures' }, rows.map(([name, value, kind]) => h('div', { class: kind }, [h('dt', name), h('dd', value)])))

const list = (places: readonly Place[], home: string, more: (place: Place) => string | undefined): VNode =>
  h('ul', { class: 'rows' }, places.map((place) => {
    const text = more(place)
    return h('li', [h('a', { href: `${home}${encodeURI(featurePage(place.feature.path))}#${place.scenario.slug}` }, place.scenario.name), text?.includes('\n') ? h('pre', { tabindex: 0 }, text) : text ? h('span', { class: 'facts' }, text) : undefined])
  }))

function lastChanges({ changes }: Site, own: readonly Place[], home: string, words: Words): VNode[] {
  const of = ({ feature, scenario }: Place) => changes.get(historyKey(feature.uri, scenario.slug))
  const changed = own.filter((place) => of(place)?.before).sort((a, b) => (of(b)?.since ?? 0) - (of(a)?.since ?? 0)).slice(0, CHANGES_MAX)
  if (changed.length === 0) return []
  const text = (place: Place): string | undefined => {
    const change = of(place)
    return change?.before && words.run.changedAt(dateText(change.since), words.status[change.before], words.status[change.status])
  }
  return [h('h2', words.run.history), list(changed, home, text)]
}
