// A report for the tests of the site: a real run of a few features in both languages, one that fails, and one full of markup.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'

const MARKUP = `@markup
Feature: <script>window.injected = true</script> <img src=x onerror="window.injected = true">
  A description with <b>tags</b>, "quotes" and javascript:alert(1), https://example.org/"onmouseover="injected=true

  Scenario: </title><script>window.injected = true</script>
    When I run:
      """
      $ kubectl create configmap evil --from-literal=key='<script>window.injected = true</script>'
      $ kubectl get configmap evil -o yaml
      """
`

const FAILS = `Feature: What a failure looks like

  Scenario: Two Pods stay ready
    When I run:
      """
      $ kubectl create deployment web --image=nginx:1.9.1 --replicas=2
      $ kubectl rollout status deployment web
      $ kubectl scale deployment web --replicas=1
      """
    And 1 minute passes
    Then throughout at most 1 Pod of Deployment "web" is not ready
    And Deployment "web" has 1 ready replica
`

const ROOT = resolve(__dirname, '../..')
/** Features that search has to find; what lies in their folders comes along. */
const SHOWN = ['statefulset/rolling-update', 'deployment/pause', 'pod/probes']

export function reportForTheSite(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kubecuke-report-'))
  const write = (name: string, text: string): void => {
    const file = join(folder, 'features', name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  write('markup/injection.feature', MARKUP)
  write('failing/broken.feature', FAILS)
  for (const feature of SHOWN) {
    const wanted = [`${basename(feature)}.feature`, `${basename(feature)}.zh-CN.feature`]
    cpSync(join(ROOT, 'features', dirname(feature)), join(folder, 'features', dirname(feature)), {
      recursive: true,
      filter: (from) => !from.endsWith('.feature') || wanted.includes(basename(from)),
    })
  }
  const reports = join(folder, 'reports')
  const run = spawnSync(
    process.execPath,
    ['-r', 'ts-node/register', 'src/cli/main.ts', 'run', join(folder, 'features'), '--reports', reports],
    { cwd: ROOT, encoding: 'utf8' },
  )
  if (run.status === null || run.status > 1) throw new Error(`the features did not run: ${run.stdout}${run.stderr}`)
  return join(reports, 'messages.ndjson')
}
