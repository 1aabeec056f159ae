// A report for the tests of the site: a real run of one behaviour in both languages, and a feature full of markup.
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

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

const ROOT = resolve(__dirname, '../..')
const SHOWN = ['rolling-update.feature', 'rolling-update.zh-CN.feature', 'statefulset.yaml', 'svc.yaml', 'behaviours.yaml']

export function reportForTheSite(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kubecuke-report-'))
  const markup = join(folder, 'features', 'markup')
  mkdirSync(markup, { recursive: true })
  writeFileSync(join(markup, 'injection.feature'), MARKUP)
  const shown = join(folder, 'features', 'statefulset')
  mkdirSync(shown)
  for (const name of SHOWN) copyFileSync(join(ROOT, 'features', 'statefulset', name), join(shown, name))
  const reports = join(folder, 'reports')
  const run = spawnSync(process.execPath, ['-r', 'ts-node/register', 'src/cli/main.ts', 'run', join(folder, 'features'), '--reports', reports], { cwd: ROOT, encoding: 'utf8' })
  if (run.status === null || run.status > 1) throw new Error(`the features did not run: ${run.stdout}${run.stderr}`)
  return join(reports, 'messages.ndjson')
}
