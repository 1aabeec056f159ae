// The whole site in a browser, from the disk: built from a run of a few features, so that it stands on its own.
import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { after, before, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { docs } from '../../src/cli/docs'
import type { ScenarioRecord } from '../../src/objects/run-record'
import { clusterAt, instantsOf } from '../../src/site/timeline/instant'
import { launch, open, withoutBrowser, type View } from './browser'
import { reportForTheSite } from './report'

const out = join(tmpdir(), `kubecuke-site-${process.pid}`)
const screens = resolve('reports/screens')
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
const address = (place: string): string => {
  const [path = '', hash] = place.split('#')
  return pathToFileURL(join(out, path)).href + (hash === undefined ? '' : `#${hash}`)
}
let browser: Browser | undefined

const skip = withoutBrowser
const running = (): Browser => browser ?? assert.fail('the browser does not run')
const ROLLING = 'features/statefulset/rolling-update.html'

before(async () => {
  if (skip) return
  mkdirSync(screens, { recursive: true })
  await docs({ reports: [reportForTheSite()], out })
  browser = await launch()
})
after(async () => {
  await browser?.close()
  rmSync(out, { recursive: true, force: true })
})

const allPages = (folder = out): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? allPages(join(folder, entry.name)) : entry.name.endsWith('.html') ? [relative(out, join(folder, entry.name))] : []))

async function faultsOf(path: string, view: View = {}): Promise<string[]> {
  const { page, faults } = await open(running(), address(path), view)
  await page.evaluate(() => new Promise((done) => setTimeout(done, 50)))
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  await page.context().close()
  return [...faults, ...(wide > 0 ? [`wider than the window by ${wide}px`] : [])].map((fault) => `${path} at ${view.width ?? 1440}px: ${fault}`)
}

test('every page opens without a fault, on a desk and on a phone, and asks for nothing from outside', { skip }, async () => {
  const faults: string[] = []
  for (const path of allPages()) for (const width of [1440, 360]) faults.push(...(await faultsOf(path, { width })))
  assert.deepEqual(faults, [])
})

test('pages stay below 200 kB', { skip }, () => {
  assert.deepEqual(allPages().filter((path) => statSync(join(out, path)).size > 200_000), [])
})

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
    const found = await axe.run()
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 2).map(({ html }) => html.slice(0, 160)).join(' | ')}`)
  })
}

test('axe finds nothing, in light and in dark', { skip }, async () => {
  const found: string[] = []
  for (const path of ['index.html', ROLLING, 'features/index.html', 'behaviours.html', 'steps.html', 'run.html', 'begin.html', `zh-CN/${ROLLING}`]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await open(running(), address(path), { colorScheme })
      if (path.endsWith(ROLLING)) await openPlayer(page)
      found.push(...(await violations(page)).map((text) => `${path} ${colorScheme} ${text}`))
      await page.context().close()
    }
  }
  assert.deepEqual(found, [])
})

async function openPlayer(page: Page): Promise<void> {
  await page.locator('.picture').first().scrollIntoViewIfNeeded()
  await page.locator('.player .controls').first().waitFor()
}

test('search finds Chinese and English words, and tags', { skip }, async () => {
  const { page, faults } = await open(running(), address('zh-CN/index.html'))
  await page.locator('.open-search').click()
  const titles = async (query: string): Promise<string[]> => {
    await page.locator('dialog input').fill(query)
    await page.locator('#found li').first().waitFor()
    return page.locator('#found li').allTextContents()
  }
  assert.ok((await titles('滚动更新')).some((text) => text.includes('StatefulSet')))
  assert.ok((await titles('镜像')).length > 0)
  assert.ok((await titles('@STS-07')).length > 0)
  await page.keyboard.press('Enter')
  await page.waitForURL(/rolling-update\.html#/)
  assert.deepEqual(faults, [])
  await page.context().close()
})

test('the switch of languages keeps scenario and instant', { skip }, async () => {
  const slug = firstRecord().slug
  const { page } = await open(running(), address(`${ROLLING}#${slug}&t=1.5s`))
  await page.locator('a.language').click()
  assert.match(page.url(), new RegExp(`zh-CN/${ROLLING}#${slug}&t=1\\.5s$`))
  assert.equal(await page.locator('section.scenario').first().getAttribute('id'), slug)
  await page.locator('.player .now strong', { hasText: '1.5s' }).waitFor()
  await page.context().close()
})

function firstRecord(): { slug: string; record: ScenarioRecord } {
  const folder = join(out, 'data/en/statefulset/rolling-update')
  const page = readFileSync(join(out, ROLLING), 'utf8')
  const slug = /<section class="scenario \w+" id="([^"]*)"/.exec(page)?.[1] ?? ''
  const script = readFileSync(join(folder, `${slug}.js`), 'utf8')
  return { slug, record: JSON.parse(script.slice(script.indexOf(',') + 1, script.lastIndexOf(')'))) as ScenarioRecord }
}

test('the scrubber shows the ready Pods of an instant; a link opens it', { skip }, async () => {
  const { slug, record } = firstRecord()
  const instants = instantsOf(record)
  const three = [instants[0], instants[Math.floor(instants.length / 2)], instants.at(-1)].map((at) => at ?? 0)
  assert.ok(new Set(three.map((at) => clusterAt(record, at).readyPods)).size > 1, 'the instants differ')
  for (const at of three) {
    const { page } = await open(running(), address(`${ROLLING}#${slug}&t=${at / 1000}s`))
    const section = page.locator(`[id="${slug}"]`)
    await section.locator('.player .controls').waitFor()
    assert.equal(await section.locator('.player .at-ready').count(), clusterAt(record, at).readyPods, `at ${at} ms`)
    await page.context().close()
  }
})

test('the keyboard moves from change to change', { skip }, async () => {
  const { slug, record } = firstRecord()
  const { page } = await open(running(), address(`${ROLLING}#${slug}&t=0s`))
  const range = page.locator(`[id="${slug}"] .player input[type=range]`)
  await range.waitFor()
  await range.focus()
  await page.keyboard.press('ArrowRight')
  const second = instantsOf(record)[1] ?? 0
  assert.ok(page.url().endsWith(`&t=${second / 1000}s`), page.url())
  await page.keyboard.press('End')
  assert.ok(page.url().endsWith(`&t=${record.end / 1000}s`), page.url())
  await page.context().close()
})

test('without scripts everything can be read', { skip }, async () => {
  const { page, faults } = await open(running(), address(ROLLING), { javaScriptEnabled: false })
  assert.ok((await page.locator('.timeline .s').count()) > 0)
  assert.ok((await page.locator('.terminal pre').count()) > 0)
  assert.equal(await page.locator('button:visible').count(), 0)
  assert.deepEqual(faults, [])
  await page.context().close()
})

test('markup in a feature stays text', { skip }, async () => {
  const { page, faults } = await open(running(), address('features/markup/injection.html'))
  assert.equal(await page.evaluate(() => (window as unknown as { injected?: boolean }).injected), undefined)
  assert.match(await page.locator('h1').textContent() ?? '', /<script>/)
  assert.deepEqual(faults, [])
  await page.context().close()
})

test('screens to look at', { skip }, async () => {
  for (const [name, path, view] of [
    ['home', 'index.html', {}], ['home-dark', 'index.html', { colorScheme: 'dark' }], ['home-phone', 'zh-CN/index.html', { width: 360 }],
    ['scenario', ROLLING, {}], ['scenario-dark', `zh-CN/${ROLLING}`, { colorScheme: 'dark' }], ['scenario-phone', ROLLING, { width: 360 }],
  ] as const) {
    const { page } = await open(running(), address(path), view)
    if (path.endsWith(ROLLING)) await openPlayer(page)
    await page.screenshot({ path: join(screens, `${name}.png`) })
    await page.context().close()
  }
})
