// Editors do not run the code that defines the words of phrases: their settings have to repeat it, here and in new projects.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import supportCode from '@cucumber/cucumber/lib/support_code_library_builder/index'
import type { ParameterTypeRegistry } from '@cucumber/cucumber-expressions'
import { IdGenerator } from '@cucumber/messages'
import { ROOT } from './source-files'

const SETTINGS = ['.vscode/settings.json', 'src/cli/init/template/common/.vscode/settings.json']
const BUILT_IN = new Set([
  'int',
  'float',
  'word',
  'string',
  '',
  'double',
  'bigdecimal',
  'byte',
  'short',
  'long',
  'biginteger',
])

interface ParameterType {
  readonly name: string
  readonly regexp: string
}

function definedTypes(): ParameterType[] {
  const builder = supportCode as unknown as {
    reset(cwd: string, newId: () => string, originalCoordinates: object): void
    parameterTypeRegistry: ParameterTypeRegistry
  }
  builder.reset(ROOT, IdGenerator.incrementing(), {
    requireModules: [],
    requirePaths: [],
    importPaths: [],
    loaders: [],
  })
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- only now, so that they are defined in the registry that was just made
  require('../parameters')
  return [...builder.parameterTypeRegistry.parameterTypes]
    .filter(({ name }) => !BUILT_IN.has(name ?? ''))
    .map(({ name, regexpStrings }) => ({ name: name ?? '', regexp: regexpStrings.join('|') }))
}

const byName = (a: ParameterType, b: ParameterType): number => (a.name < b.name ? -1 : 1)

test('the settings for editors know every word of the phrases, as it is defined', () => {
  const defined = definedTypes().sort(byName)
  assert.ok(defined.length >= 4)
  for (const file of SETTINGS) {
    const settings = JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as {
      'cucumber.parameterTypes'?: ParameterType[]
    }
    assert.deepEqual(
      [...(settings['cucumber.parameterTypes'] ?? [])].sort(byName),
      defined,
      `cucumber.parameterTypes of ${file}`,
    )
  }
})
