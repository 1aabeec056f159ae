import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test, type TestContext } from 'node:test'

const ROOT = resolve(__dirname, '..', '..', '..')

/** A folder with features below the project, so that sources need no build. */
function project(context: TestContext, files: Record<string, string>): string {
  const folder = mkdtempSync(join(ROOT, 'reports-test-'))
  context.after(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

function kubecuke(folder: string, ...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['-r', 'ts-node/register', 'src/cli/main.ts', 'run', ...args, '--reports', join(folder, 'reports')],
    {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1' },
    },
  )
  return { status, stdout, stderr }
}

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: nginx, image: nginx:1.25}]}
`

const FEATURE = `Feature: what fails is told

  Scenario: wrong figures
    When I run:
      """
      kubectl create -f web.yaml
      kubectl rollout status deployment/web
      """
    Then Deployment "web" has 3 ready replicas
    And throughout at most 1 Pod of Deployment "web" exists
    And Deployment "web" has 2 replicas
`

test('a Then that fails says what was expected, what there was, when it broke, and how to run it again; the rest is judged', (context) => {
  const folder = project(context, { 'web.yaml': DEPLOYMENT, 'a.feature': FEATURE })
  const { status, stdout } = kubecuke(folder, join(folder, 'a.feature'), '--seed', '42')
  assert.equal(status, 1)
  assert.match(stdout, /expected: Deployment "web" has 3 ready replicas\n\s+found: status\.readyReplicas is 2/)
  assert.match(stdout, /also: (throughout at most 1 Pod of Deployment "web" exists)\n\s+expected: \1\n/)
  assert.match(stdout, /first at \d+\.\d{3} s/)
  assert.match(stdout, /Pod web-\w+-\w+ of ReplicaSet web-\w+ of Deployment web/)
  assert.match(stdout, /> +\d+\.\d{3} s {2}replicaset-controller created Pod default\/web-/)
  assert.match(stdout, /the other statements were judged too: 1 of 2 hold/)
  assert.match(stdout, /run it again: kubecuke run \S+a\.feature:3 --seed 42/)
})

test('an unknown phrase is answered with the nearest known ones, in the language of the feature', (context) => {
  const english = 'Feature: f\n  Scenario: s\n    Then Deployment "web" has got 3 ready replicas\n'
  const chinese = '# language: zh-CN\n功能: f\n  场景: s\n    那么Deployment "web"拥有3个就绪副本\n'
  const folder = project(context, { 'a.feature': english, 'b.feature': chinese })
  const { status, stdout } = kubecuke(folder, folder)
  assert.equal(status, 1)
  assert.match(stdout, /no such phrase\. The nearest are:\n\s+\{object\} has \{int\} ready replica\(s\)/)
  assert.match(stdout, /没有这样的句子。最接近的是：\n\s+\{object\}有\{int\}个就绪的副本/)
})

test('a feature that does not parse gives file, line and column, and exit code 2', (context) => {
  const folder = project(context, { 'a.feature': 'Feature: f\n  Scenario: s\n    Given x\n  nonsense\n' })
  const { status, stderr } = kubecuke(folder, join(folder, 'a.feature'))
  assert.equal(status, 2)
  assert.match(stderr, /a\.feature:4:3 expected: /)
})

test('a path with no scenario is a wrong call', (context) => {
  const folder = project(context, {})
  const { status, stderr } = kubecuke(folder, folder)
  assert.equal(status, 2)
  assert.match(stderr, /no scenario found in /)
})

test('a path that leads nowhere is told, also beside one that is there', (context) => {
  const folder = project(context, { 'a.feature': FEATURE })
  const { status, stderr } = kubecuke(folder, join(folder, 'a.feature'), join(folder, 'b.feature:3'))
  assert.equal(status, 2)
  assert.match(stderr, /b\.feature:3: there is no such file or folder/)
})

test('a manifest that does not parse is told with its file and line by the step that uses it', (context) => {
  const folder = project(context, { 'web.yaml': 'kind: [1\n', 'a.feature': FEATURE })
  const { status, stdout } = kubecuke(folder, join(folder, 'a.feature'))
  assert.equal(status, 1)
  assert.match(
    stdout,
    /error parsing web\.yaml: error converting YAML to JSON: yaml: line 1: did not find expected ',' or '\]'/,
  )
})

test('two runs with one seed leave the same record to the byte, another seed another one', (context) => {
  const folder = project(context, { 'web.yaml': DEPLOYMENT, 'a.feature': FEATURE })
  const record = (seed: string): string => {
    kubecuke(folder, join(folder, 'a.feature'), '--seed', seed)
    const lines = readFileSync(join(folder, 'reports', 'messages.ndjson'), 'utf8').split('\n')
    return lines.find((line) => line.includes('vnd.kubecuke.scenario')) ?? ''
  }
  const bodyOf = (line: string): string => (JSON.parse(line) as { attachment: { body: string } }).attachment.body
  const first = bodyOf(record('7'))
  assert.ok(first.length > 1000)
  assert.equal(bodyOf(record('7')), first)
  assert.notEqual(bodyOf(record('8')), first)
})
