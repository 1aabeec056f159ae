import type { Language, ScenarioRun } from './run'
import { featurePage, featuresOf, rootOf, type Site } from './site'
import { areaTitle, WORDS } from './words/words'

/** One thing that can be found. Short names: thousands of these are loaded with the first search. */
export interface SearchEntry {
  /** title */
  readonly t: string
  /** where it stands: chapter, feature */
  readonly w: string
  /** address below the site's root */
  readonly u: string
  /** further text that is searched: description, sentences, tags */
  readonly b: string
  readonly k: 'feature' | 'scenario' | 'phrase'
}

export function searchEntries(site: Site, language: Language): SearchEntry[] {
  const words = WORDS[language]
  const root = rootOf(language)
  const features = featuresOf(site, language).flatMap((feature): SearchEntry[] => {
    const page = root + encodeURI(featurePage(feature.path))
    const lines = feature.scenarios.map(linesOf)
    // What all scenarios say, a background, is found with the feature and not with each of them.
    const shared = new Set(lines.length > 1 ? lines[0]?.filter((line) => lines.every((each) => each.includes(line))) : [])
    return [
      { k: 'feature', t: feature.name, w: areaTitle(feature.area, words), u: page, b: [feature.description.trim(), ...feature.tags, ...shared].join(' ') },
      ...feature.scenarios.map(({ name, slug, tags }, i): SearchEntry => ({ k: 'scenario', t: name, w: feature.name, u: `${page}#${slug}`, b: [...tags, ...new Set(lines[i]?.filter((line) => !shared.has(line)))].join(' ') })),
    ]
  })
  const phrases = site.run.phrases.filter((phrase) => phrase.language === language)
  return [...features, ...phrases.map(({ pattern }): SearchEntry => ({ k: 'phrase', t: pattern, w: words.catalogue.title, u: `${root}steps.html#${encodeURIComponent(pattern)}`, b: '' }))]
}

/** Command lines are looked for as well as sentences: `rollout pause`. */
const linesOf = ({ steps }: ScenarioRun): string[] =>
  steps.flatMap(({ text, docString }) => [text, ...(docString ?? '').split('\n').flatMap((line) => /^\s*\$ (.*)$/.exec(line)?.[1] ?? [])])
