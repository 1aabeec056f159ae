// A new project of features: a first feature, a manifest, settings, a workflow for CI; `npx kubecuke run` is green in it.
import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { WrongInput } from '../wrong-input'

export function init(folder: string, { lang }: { lang: string }): Promise<void> {
  const template = join(__dirname, 'template')
  if (!['en', 'zh-CN'].includes(lang))
    throw new WrongInput(`unknown language ${JSON.stringify(lang)}: en and zh-CN are there`)
  if (existsSync(join(folder, 'features')))
    throw new WrongInput(`${join(folder, 'features')} is there already: nothing was written`)
  mkdirSync(folder, { recursive: true })
  for (const part of ['common', lang]) cpSync(join(template, part), folder, { recursive: true, force: false })
  const written = files(template, 'common').concat(files(template, lang)).sort()
  process.stdout.write(
    `${written.map((name) => `  ${join(folder, name)}`).join('\n')}\n\nnpx kubecuke run    runs it\nnpx kubecuke docs   makes a site of it\nnpx kubecuke steps --lang ${lang}   lists the phrases\n`,
  )
  return Promise.resolve()
}

function files(template: string, part: string): string[] {
  const root = join(template, part)
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
}
