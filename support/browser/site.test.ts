// The whole site in a browser, from the disk: built from a run of a few features, so that it stands on its own.
import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { after, before, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { docs } from '../../src/cli/docs'
import type { ScenarioRecord } from '../../src/objects/run-record'
import { clusterAt, instantsOf } from '../../src/site/timeline/instant'
import { launch, open, withoutBrowser } from './browser'
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
const BROKEN = 'features/failing/broken.html'

before(async () => {
  if (skip) return
  mkdirSync(screens, { recursive: true })
  docs({ reports: [reportForTheSite()], out })
  browser = await launch()
})
after(async () => {
  await browser?.close()
  rmSync(out, { recursive: true, force: true })
})

const allPages = (folder = out): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? allPages(join(folder, entry.name))
      : entry.name.endsWith('.html')
        ? [relative(out, join(folder, entry.name))]
        : [],
  )

/** Faults of the pages below a folder, on a desk and on a phone. */
async function faultsOf(folder: string): Promise<string[]> {
  const found: string[] = []
  for (const width of [1440, 360]) {
    const { page, faults } = await open(running(), 'about:blank', { width })
    for (const path of allPages(folder)) {
      await page.goto(pathToFileURL(join(out, path)).href)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      found.push(
        ...[...faults.splice(0), ...(wide > 0 ? [`wider than the window by ${wide}px`] : [])].map(
          (fault) => `${path} at ${width}px: ${fault}`,
        ),
      )
    }
    await page.context().close()
  }
  return found
}

test(
  'every page opens without a fault, on a desk and on a phone, and asks for nothing from outside',
  { skip },
  async () => {
    assert.deepEqual(await faultsOf(out), [])
  },
)

const WHOLE = 'site/dist'
const skipWhole = skip || (existsSync(WHOLE) ? false : `there is no ${WHOLE}: npm start makes it`)

test('so does every page of the last whole run', { skip: skipWhole }, async () => {
  assert.deepEqual(await faultsOf(resolve(WHOLE)), [])
})

test('pages stay below 200 kB', { skip }, () => {
  assert.deepEqual(
    allPages().filter((path) => statSync(join(out, path)).size > 200_000),
    [],
  )
})

/** @param rules only these, or all */
async function violations(page: Page, rules?: readonly string[]): Promise<string[]> {
  return page.evaluate(async (only) => {
    const { axe } = window as unknown as {
      axe: {
        run(context: Document, options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
      }
    }
    const found = await axe.run(document, only ? { runOnly: only } : {})
    return found.violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 2)
          .map(({ html }) => html.slice(0, 160))
          .join(' | ')}`,
    )
  }, rules)
}

test('axe finds nothing, in light and in dark', { skip }, async () => {
  const found: string[] = []
  for (const path of [
    'index.html',
    BROKEN,
    'features/index.html',
    'behaviours.html',
    'zh-CN/steps.html',
    'run.html',
    'zh-CN/begin.html',
    'zh-CN/features/deployment/pause.html',
  ]) {
    const { page } = await open(running(), address(path))
    if (path.includes('/features/') || path === BROKEN) await openPlayer(page)
    await page.evaluate(axe)
    found.push(...(await violations(page)).map((text) => `${path} ${text}`))
    await page.emulateMedia({ colorScheme: 'dark' })
    found.push(...(await violations(page, ['color-contrast'])).map((text) => `${path} dark ${text}`))
    await page.context().close()
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
  for (const [query, found] of [
    ['滚动更新', 'StatefulSet'],
    ['探针', '启动探针'],
    ['暂停', 'Deployment'],
    ['kubectl rollout pause', '暂停'],
  ] as const) {
    assert.ok(
      (await titles(query)).some((text) => text.includes(found)),
      query,
    )
  }
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

test('pointer and keys tell what a Pod is just then', { skip }, async () => {
  const { page } = await open(running(), address(`${ROLLING}#${firstRecord().slug}&t=1s`))
  const picture = page.locator('.picture').first()
  await picture.locator('.player .controls').waitFor()
  await picture.locator('.drawing').focus()
  await page.keyboard.press('ArrowDown')
  assert.match((await picture.locator('.pointed').textContent()) ?? '', /^web-0 · creating · ContainerCreating 0\/1/)
  await page.keyboard.press('End')
  assert.match(
    (await picture.locator('.pointed').textContent()) ?? '',
    /^web-0 · ready · Running 1\/1 · nginx:1\.9\.2 · .*k8s-node0\d/,
  )
  await picture
    .locator('.lane .bars')
    .nth(2)
    .hover({ position: { x: 2, y: 8 } })
  assert.equal(await picture.locator('.pointed').textContent(), 'web-1 · not there at this instant')
  await page.context().close()
})

test('a statement that fails shows where it broke, and the cluster stands at that instant', { skip }, async () => {
  const { page } = await open(running(), address(BROKEN))
  await openPlayer(page)
  const broken = (await page.locator('.timeline .broken').textContent()) ?? ''
  const [at = ''] = /\d[\d.]*s/.exec(broken) ?? []
  assert.match(broken, /^✘ \d/)
  assert.equal(await page.locator('.player .now strong').textContent(), at)
  assert.match((await page.locator('.message').first().textContent()) ?? '', /^expected: throughout at most 1 Pod/)
  assert.equal(await page.locator('.judged').count(), 1)
  await page.context().close()
})

test('what was typed is copied, without prompts and answers', { skip }, async () => {
  const { page } = await open(running(), address(BROKEN))
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.locator('button.copy').first().click()
  await page.locator('button.copy', { hasText: 'Copied' }).waitFor()
  assert.equal(
    await page.evaluate(() => navigator.clipboard.readText()),
    'kubectl create deployment web --image=nginx:1.9.1 --replicas=2\nkubectl rollout status deployment web\nkubectl scale deployment web --replicas=1',
  )
  await page.context().close()
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

test('a cluster runs in the page, and asks for nothing from outside', { skip }, async () => {
  const { page, faults } = await open(running(), address('try.html'))
  await page.locator('.playground button').click()
  const line = page.locator('.prompt-line input')
  for (const typed of [
    'kubectl create deployment web --image=nginx --replicas=3',
    'kubectl rollout status deployment web',
  ]) {
    await line.fill(typed)
    await line.press('Enter')
    await page.locator('.playing .terminal .typed', { hasText: typed }).waitFor()
  }
  assert.match(
    (await page.locator('.playing .terminal pre').textContent()) ?? '',
    /deployment "web" successfully rolled out/,
  )
  await page.locator('.player .now', { hasText: '3 ready Pods' }).waitFor()
  assert.equal(await page.locator('.player .at-ready').count(), 3)
  await page.evaluate(axe)
  assert.deepEqual([...faults, ...(await violations(page))], [])
  await page.screenshot({ path: join(screens, 'try.png') })
  await page.context().close()
})

test('the lines of a scenario can be typed at that cluster, with the manifests that they name', { skip }, async () => {
  const { page, faults } = await open(running(), address(ROLLING))
  await page.locator('.try button').first().click()
  const lines = page.locator('.example-line')
  await lines
    .first()
    .click()
    .catch(async ({ message }: Error) =>
      assert.fail([message, await page.locator('.playground').textContent(), ...faults].join('\n')),
    )
  await page.locator('.playing .terminal .out', { hasText: 'service/nginx created' }).waitFor()
  await lines.nth(1).click()
  await page.locator('.playing .terminal .out', { hasText: 'statefulset.apps/web created' }).waitFor()
  assert.deepEqual(faults, [])
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
  assert.match((await page.locator('h1').textContent()) ?? '', /<script>/)
  assert.deepEqual(faults, [])
  await page.context().close()
})

test('screens to look at', { skip }, async () => {
  for (const [name, path, view] of [
    ['home', 'index.html', {}],
    ['home-dark', 'index.html', { colorScheme: 'dark' }],
    ['home-phone', 'zh-CN/index.html', { width: 360 }],
    ['scenario', ROLLING, {}],
    ['scenario-dark', `zh-CN/${ROLLING}`, { colorScheme: 'dark' }],
    ['scenario-phone', ROLLING, { width: 360 }],
    ['failure', BROKEN, {}],
    ['behaviours', 'behaviours.html', {}],
    ['phrases', 'zh-CN/steps.html', {}],
    ['run', 'run.html', {}],
    ['begin', 'zh-CN/begin.html', { colorScheme: 'dark' }],
  ] as const) {
    const { page } = await open(running(), address(path), view)
    if (path.endsWith(ROLLING) || path === BROKEN) await openPlayer(page)
    await page.screenshot({ path: join(screens, `${name}.png`) })
    await page.context().close()
  }
})
