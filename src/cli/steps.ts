// The catalogue of phrases: which sentences a writer may use, in either language.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadConfiguration, loadSupport } from '@cucumber/cucumber/api'
import colours from 'picocolors'
import { projectCode } from '../../support/project-code'
import { WrongInput } from './wrong-input'

export interface CatalogueEntry {
  readonly keyword: string
  readonly phrase: string
  /** how many steps of the project's features use it */
  readonly uses: number
  /** a sentence of the features that uses it */
  readonly example: string | undefined
}

const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text)

const KEYWORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'zh-CN': { Given: '假如', When: '当', Then: '那么' },
  en: { Given: 'Given', When: 'When', Then: 'Then' },
}

export async function steps(words: string[], { lang }: { lang: string }): Promise<void> {
  const keywords = KEYWORDS[lang]
  if (!keywords) throw new WrongInput(`unknown language ${JSON.stringify(lang)}: en and zh-CN are there`)
  const entries = (await catalogue(lang)).filter(({ phrase }) =>
    words.every((word) => phrase.toLowerCase().includes(word.toLowerCase())),
  )
  for (const { keyword, phrase, uses, example } of entries) {
    process.stdout.write(
      `${colours.dim((keywords[keyword] ?? keyword).padEnd(6))}${phrase}  ${colours.dim(`×${uses}`)}\n`,
    )
    if (example) process.stdout.write(`      ${colours.dim(example)}\n`)
  }
  process.stdout.write(colours.dim(`${entries.length} phrases\n`))
}

/** Every phrase of a language with its uses in the features of this folder. */
export async function catalogue(lang: string): Promise<CatalogueEntry[]> {
  const code = projectCode([])
  const { runConfiguration } = await loadConfiguration(
    { file: false, provided: { requireModule: code.requireModules, require: code.files } },
    {},
  )
  const support = await loadSupport(runConfiguration, {})
  const texts = await stepTexts()
  const definitions = (support as unknown as { stepDefinitions: unknown }).stepDefinitions as {
    keyword: string
    pattern: string | RegExp
    matchesStepName(text: string): boolean
  }[]
  return definitions
    .filter(({ pattern }) => isChinese(String(pattern)) === lang.startsWith('zh'))
    .map((definition) => {
      const uses = texts.filter((text) => definition.matchesStepName(text))
      return { keyword: definition.keyword, phrase: String(definition.pattern), uses: uses.length, example: uses[0] }
    })
}

/** The sentences of all features of this folder, outlines filled in. */
async function stepTexts(): Promise<string[]> {
  const { generateMessages } = await import('@cucumber/gherkin')
  const { IdGenerator, SourceMediaType } = await import('@cucumber/messages')
  const options = {
    defaultDialect: 'en',
    includeGherkinDocument: false,
    includePickles: true,
    includeSource: false,
    newId: IdGenerator.incrementing(),
  }
  return featureFiles('features').flatMap((file) =>
    generateMessages(readFileSync(file, 'utf8'), file, SourceMediaType.TEXT_X_CUCUMBER_GHERKIN_PLAIN, options).flatMap(
      ({ pickle }) => pickle?.steps.map(({ text }) => text) ?? [],
    ),
  )
}

function featureFiles(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.name.endsWith('.feature'))
    .map((entry) => join(entry.parentPath, entry.name))
}
