import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { generateMessages } from '@cucumber/gherkin'
import { IdGenerator, SourceMediaType, type Pickle } from '@cucumber/messages'
import { parse } from 'yaml'
import { ROOT, sourceFiles } from './source-files'

const CHINESE = '.zh-CN.feature'
const IDENTIFIER = /^@([A-Z]+-\d\d)$/

const features = sourceFiles(['features'], ['.feature'])

function picklesOf(path: string, text: string): Pickle[] {
  const options = {
    defaultDialect: 'en',
    includeGherkinDocument: false,
    includePickles: true,
    includeSource: false,
    newId: IdGenerator.incrementing(),
  }
  return generateMessages(text, path, SourceMediaType.TEXT_X_CUCUMBER_GHERKIN_PLAIN, options).flatMap((message) => {
    assert.equal(message.parseError, undefined, `${path}: ${message.parseError?.message}`)
    return message.pickle ? [message.pickle] : []
  })
}

const tagsOf = ({ tags }: Pickle): string => tags.map(({ name }) => name).join(' ')
/** What is typed stands in both languages as it is typed. */
const typedOf = ({ steps }: Pickle): string =>
  steps
    .map(({ argument }) => (argument?.docString?.content ?? '').replace(/^\s*#.*$/gm, '').trim())
    .filter((text) => /kubectl/.test(text))
    .join('\n')

const catalogue = new Map(
  sourceFiles(['features'], ['behaviours.yaml']).flatMap(({ text }) =>
    Object.entries(parse(text) as Record<string, { en: string; 'zh-CN': string }>),
  ),
)

test('every feature has its twin in the other language, with the same scenarios, tags and typed lines', () => {
  assert.ok(features.length > 0)
  const faults = features
    .filter(({ path }) => !path.endsWith(CHINESE))
    .flatMap(({ path, text }) => {
      const twinPath = path.replace(/\.feature$/, CHINESE)
      const twin = features.find((each) => each.path === twinPath)
      if (!twin) return [`${path}: there is no ${twinPath}`]
      const [own, theirs] = [picklesOf(path, text), picklesOf(twinPath, twin.text)]
      if (own.length !== theirs.length) return [`${path}: ${own.length} scenarios, its twin has ${theirs.length}`]
      return own.flatMap((pickle, i) => {
        const other = theirs[i] as Pickle
        if (tagsOf(pickle) !== tagsOf(other))
          return [`${path}: ${pickle.name}: tags ${tagsOf(pickle)} here and ${tagsOf(other)} there`]
        return typedOf(pickle) === typedOf(other)
          ? []
          : [`${path}: ${pickle.name}: what is typed differs from its twin`]
      })
    })
  const alone = features
    .filter(({ path }) => path.endsWith(CHINESE) && !existsSync(join(ROOT, path.replace(CHINESE, '.feature'))))
    .map(({ path }) => `${path}: there is no English twin`)
  assert.deepEqual([...faults, ...alone], [])
})

test('every id that a scenario claims is in the catalogue, and every id of the catalogue is shown', () => {
  const claimed = new Set(
    features
      .flatMap(({ path, text }) => picklesOf(path, text))
      .flatMap(({ tags }) => tags.flatMap(({ name }) => IDENTIFIER.exec(name)?.[1] ?? [])),
  )
  assert.deepEqual(
    [...claimed].filter((id) => !catalogue.has(id)),
    [],
  )
  assert.deepEqual(
    [...catalogue.keys()].filter((id) => !claimed.has(id)),
    [],
  )
})

test('the catalogue holds the 125 behaviours with a title in each language', () => {
  assert.equal(catalogue.size, 125)
  for (const [id, titles] of catalogue) assert.ok(titles.en && titles['zh-CN'], id)
})

test('every feature opens with what a learner wants to know and a link to the documentation', () => {
  const faults = features.flatMap(({ path, text }) => {
    const head = text.split(/^ {2}(?:Background|Scenario|Rule|背景|场景|规则|@)/m)[0] ?? ''
    return /https:\/\/kubernetes\.io\/(zh-cn\/)?docs\//.test(head) && head.split('\n').length > 4 ? [] : [path]
  })
  assert.deepEqual(faults, [])
})
