// A browser for the tests of the site. It has no network: what a page asks for beyond the disk is counted as a fault.
import { existsSync } from 'node:fs'
import { chromium, type Browser, type Page } from 'playwright-core'

const CHROMIUM = '/usr/bin/chromium'
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/** A word for tests to skip with; false when the browser is there. */
export const withoutBrowser: string | false = existsSync(CHROMIUM)
  ? false
  : `no ${CHROMIUM} here: install chromium to run the tests of the site in a browser`

export const launch = (): Promise<Browser> => chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS })

export interface Opened {
  readonly page: Page
  /** errors of the console and of scripts, and requests that left the disk */
  readonly faults: string[]
}

export interface View {
  readonly width?: number
  readonly colorScheme?: 'light' | 'dark'
  readonly javaScriptEnabled?: boolean
}

export async function open(
  browser: Browser,
  address: string,
  { width = 1440, colorScheme = 'light', javaScriptEnabled = true }: View = {},
): Promise<Opened> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme,
    javaScriptEnabled,
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  // A page may be slow on a busy machine; how slow is no matter of these tests.
  page.setDefaultTimeout(90_000)
  const faults: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`))
  page.on('request', (request) => {
    if (!/^(file|data):/.test(request.url())) faults.push(`request: ${request.url()}`)
  })
  page.on('requestfailed', (request) => {
    // What was still under way when the test went on to the next page is no fault.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') faults.push(`not found: ${request.url()}`)
  })
  await page.goto(address)
  return { page, faults }
}
