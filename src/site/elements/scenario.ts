// One scenario on its page: sentences, terminals, changes, the picture.
import { h, type Html } from '../markup'
import type { ScenarioRecord, StepRecord } from '../../objects/run-record'
import type { ScenarioRun, StepRun } from '../run'
import { shortTime } from '../timeline/axis'
import { layoutPicture } from '../timeline/layout'
import { legend, statesOf, timelinePicture } from '../timeline/picture'
import type { Words } from '../words/words'
import { changesOfSteps, stepChanges } from './step-changes'
import { prose, statusMark, tagList } from './text'
import { terminal } from './terminal'

export interface ScenarioView {
  readonly scenario: ScenarioRun
  readonly record: ScenarioRecord | undefined
  readonly uri: string
  /** where the record lies for the browser, relative to the page */
  readonly data: string | undefined
  /** when its result last changed */
  readonly history: string | undefined
  /** where its lines can be typed at a cluster, and where its manifests lie; undefined: there is no such page */
  readonly playground: { readonly page: string; readonly files: string } | undefined
  /** how much is drawn: 2 everything, 1 the picture only when asked for, 0 neither picture nor changes */
  readonly detail: 0 | 1 | 2
}

export function scenarioSection(view: ScenarioView, words: Words): Html {
  const { scenario, record, uri, history, detail } = view
  const { slug, name, status, tags, description, line } = scenario
  const changes = record && detail > 0 ? changesOfSteps(record) : []
  return h('section', { class: `scenario ${status}`, id: slug, 'aria-labelledby': `${slug}--name` }, [
    h('h2', { id: `${slug}--name` }, [statusMark(status, words), h('span', name), h('a', { class: 'anchor', href: `#${slug}`, 'aria-label': `${words.scenario.permalink}: ${name}` }, '#')]),
    h('p', { class: 'facts' }, [tagList(tags), record ? h('span', words.scenario.lasted(shortTime(record.end))) : undefined, history ? h('span', history) : undefined]),
    description ? prose(description) : undefined,
    scenario.steps.some(({ interrupted }) => interrupted) ? h('p', { class: 'notice' }, words.run.interruptedHere) : undefined,
    h('ol', { class: 'sentences' }, scenario.steps.map((step, i) => sentence(step, { record: record?.steps[i], slug, changes: stepChanges(changes[i] ?? [], words) }, words))),
    status === 'failed' ? h('p', { class: 'again' }, [`${words.scenario.runAgain}: `, h('code', `kubecuke run ${uri}:${line}`)]) : undefined,
    picture(view, words), tryIt(view, words),
  ])
}

function sentence(step: StepRun, { record, slug, changes }: { record: StepRecord | undefined; slug: string; changes: Html | undefined }, words: Words): Html {
  const typed = record?.commands ?? []
  return h('li', { class: step.status }, [
    h('div', { class: 'sentence' }, [statusMark(step.status, words), h('span', [h('span', { class: 'keyword' }, step.keyword), step.text]), record ? timeTaken(record, slug, words) : undefined]),
    step.docString !== undefined && !isTyped(step.docString, typed.map(({ command }) => command)) ? h('pre', { class: 'argument', tabindex: 0 }, step.docString) : undefined,
    step.table ? argumentTable(step.table) : undefined,
    step.judged === true ? h('p', { class: 'judged' }, words.scenario.holdsAnyway) : undefined,
    step.message ? h('pre', { class: 'message', tabindex: 0, 'aria-label': words.scenario.why }, step.message) : undefined,
    terminal(typed, words), changes,
  ])
}

/** Steps that took time say when; the link moves the scrubber there. */
function timeTaken({ from, to }: StepRecord, slug: string, { scenario }: Words): Html | undefined {
  if (to <= from) return undefined
  return h('a', { class: 'when', href: `#${slug}&t=${from / 1000}s`, title: scenario.virtualTime }, `${shortTime(from)} → ${shortTime(to)}`)
}

/** Lines that stand in the terminal need not stand twice. */
function isTyped(docString: string, commands: readonly string[]): boolean {
  const plain = (text: string): string => text.split('\n').map((line) => line.replace(/^\s*[$#>] /, '').trim()).filter(Boolean).join('\n')
  const typed = plain(commands.join('\n'))
  return plain(docString).split('\n').every((line) => typed.includes(line))
}

function argumentTable([head = [], ...rows]: readonly (readonly string[])[]): Html {
  return h('div', { class: 'scroll', tabindex: 0 }, [h('table', [
    h('thead', [h('tr', head.map((cell) => h('th', { scope: 'col' }, cell)))]), h('tbody', rows.map((row) => h('tr', row.map((cell) => h('td', cell))))),
  ])])
}

/** Collects the lines above for the page on which a cluster runs; a script brings it to life. */
function tryIt({ playground, record }: ScenarioView, { scenario }: Words): Html | undefined {
  if (!playground || !record?.steps.some(({ commands }) => commands.length > 0)) return undefined
  return h('p', { class: 'try' }, h('button', { type: 'button', class: 'button', hidden: true, 'data-page': playground.page, 'data-files': playground.files }, scenario.tryIt))
}

function picture({ record, data, detail, scenario }: ScenarioView, words: Words): Html {
  if (!record) return h('p', { class: 'facts' }, words.scenario.noPicture)
  const layout = layoutPicture(record)
  return h('div', { class: 'picture', 'data-record': data, 'data-slug': scenario.slug }, [
    h('div', { class: 'picture-head' }, [h('h3', words.scenario.picture), legend(words, statesOf(layout.groups))]),
    detail === 2 ? h('div', { class: 'drawing', role: 'group', 'aria-label': `${words.timeline.title}: ${scenario.name}` }, [timelinePicture(record, words, layout)]) : h('p', { class: 'facts on-demand' }, words.scenario.pictureOnDemand),
    layout.hidden > 0 ? h('p', { class: 'facts' }, words.timeline.moreLanes(layout.hidden)) : undefined,
    h('div', { class: 'player' }),
  ])
}
