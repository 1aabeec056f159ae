#!/usr/bin/env node
// Plays the kept recordings of the real thing through the real kubectl against `kubecuke serve`: a line a recording, as score.ts
// prints for our own kubectl; what known-differences.ts lists counts as the same. Each command is given at its recorded time, so a whole run takes minutes.
// usage: node support/conformance/serve.mjs [--verbose] [--jobs N] [--kubectl FILE] [--keep FOLDER] [name ...]
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

const require = createRequire(import.meta.url)
require('ts-node/register')
const { compare } = require('./compare.ts')
const { knownDifferences } = require('./known-differences.ts')
const { recordings } = require('./recording.ts')
const { kubeconfigText } = require('../../src/cli/serve/kubeconfig.ts')

const { values: options, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    verbose: { type: 'boolean' },
    jobs: { type: 'string', default: '3' },
    kubectl: { type: 'string' },
    keep: { type: 'string' },
  },
})

/** Newest first: the recordings were made with 1.36. */
const KUBECTLS = [options.kubectl, process.env.KUBECTL, '/usr/local/bin/kubectl', '/usr/bin/kubectl']
const kubectl = KUBECTLS.find((file) => file && existsSync(file))
if (!kubectl) {
  console.log('skipped: no kubectl is installed here; name one with --kubectl FILE or in KUBECTL')
  process.exit(0)
}
/** Without plugins of kubectl, which it would list. */
const PLAIN_PATH = '/usr/bin:/bin'
const AFTERWARDS_MS = 5_000
const COMMAND_MAX_MS = 120_000
const folder = mkdtempSync(join(tmpdir(), 'kubecuke-serve-'))
const sleep = (ms) => new Promise((wake) => setTimeout(wake, ms))

/** Starts the recorded cluster afresh; resolves when it is ready. */
async function serve({ name }) {
  const kubeconfig = join(folder, `${name}.kubeconfig`)
  const child = spawn(process.execPath, ['support/conformance/serve-recording.mjs', name], {
    cwd: resolve(import.meta.dirname ?? '.', '../..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise((found, fail) => {
    child.on('exit', (code) => fail(new Error(`the server ended with ${code}`)))
    child.stdout.on('data', (text) => {
      const at = /API at (\S+)/.exec(text)
      if (at) found(at[1])
    })
  })
  writeFileSync(kubeconfig, kubeconfigText(url))
  return { url, kubeconfig, stop: () => child.kill() }
}

/** All that changes in a collection, until `stop`. */
function watch(url, path, onObject) {
  const request = http.get(`${url}${path}?watch=1`, (response) => {
    let rest = ''
    response.setEncoding('utf8').on('data', (text) => {
      const lines = (rest + text).split('\n')
      rest = lines.pop()
      for (const line of lines) onObject(JSON.parse(line))
    })
    response.on('error', () => {})
  })
  request.on('error', () => {})
  return () => request.destroy()
}

function run(command, stdin, kubeconfig) {
  return new Promise((done) => {
    const child = spawn('bash', ['-c', command.replace(/\bkubectl\b/g, kubectl)], {
      env: { ...process.env, KUBECONFIG: kubeconfig, PATH: PLAIN_PATH },
      detached: true,
    })
    let stdout = ''
    let stderr = ''
    const timer = setTimeout(() => process.kill(-child.pid), COMMAND_MAX_MS)
    child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text))
    child.stdin.on('error', () => {})
    child.stdin.end(stdin ?? '')
    child.on('close', (exitCode) => {
      clearTimeout(timer)
      done({ stdout, stderr, exitCode })
    })
  })
}

async function play(recording) {
  const { url, kubeconfig, stop } = await serve(recording)
  const stops = [stop]
  try {
    await sleep(500)
    for (const { command, stdin } of recording.setup) await run(command, stdin, kubeconfig)
    const events = []
    const begun = Date.now()
    let live = false
    stops.push(
      watch(
        url,
        '/api/v1/events',
        ({ type, object }) =>
          live &&
          type !== 'DELETED' &&
          events.push({
            kind: object.involvedObject.kind,
            name: object.involvedObject.name,
            reason: object.reason,
            message: object.message,
          }),
      ),
    )
    await sleep(200)
    live = true
    const answers = []
    for (const { ms, command, stdin } of recording.steps) {
      await sleep(Math.max(0, begun + ms - Date.now()))
      answers.push(await run(command, stdin, kubeconfig))
    }
    await sleep(AFTERWARDS_MS)
    return { answers, events }
  } finally {
    for (const each of stops) each()
  }
}

/** Names of a CronJob's Jobs hold the minute, which is another today. */
function inRecordedMinutes(recording, played) {
  const firstMinute = (events) =>
    events.map(({ message }) => /^Created job \w+-(\d{8})$/.exec(message)?.[1]).find(Boolean)
  const [recorded, now] = [recording, played].map(({ events }) => firstMinute(events))
  if (!recorded || !now) return played
  return JSON.parse(
    JSON.stringify(played).replace(/\b\d{8}\b/g, (minute) =>
      Math.abs(minute - now) < 100 ? String(minute - now + Number(recorded)) : minute,
    ),
  )
}

function told(recording, played) {
  const { commands, differences, events, missing, extra } = compare(recording, played)
  const lines = [
    `${recording.name.padEnd(34)} commands ${commands - differences.length}/${commands}  events ${events - missing.length}/${events}${extra.length ? ` (+${extra.length})` : ''}`,
  ]
  if (options.verbose) {
    const { diffStringsUnified } = require('jest-diff')
    const plain = (text) => text
    const style = {
      contextLines: 1,
      expand: false,
      aColor: plain,
      bColor: plain,
      commonColor: plain,
      changeColor: plain,
      patchColor: plain,
      aAnnotation: 'Kubernetes',
      bAnnotation: 'the model',
    }
    for (const { command, want, got } of differences) lines.push(`--- ${command}`, diffStringsUnified(want, got, style))
    lines.push(...missing.map((text) => `missing event: ${text}`), ...extra.map((text) => `extra event: ${text}`))
  }
  const known = knownDifferences.filter(({ recording: name }) => name === recording.name).map(({ what }) => what)
  const isKnown = (text) => known.some((what) => text.startsWith(what))
  const unknown = [...differences.map(({ command }) => command.trim()), ...missing, ...extra].filter(
    (text) => !isKnown(text),
  )
  return { lines, isSame: unknown.length === 0 }
}

const waiting = recordings().filter(({ name }) => names.length === 0 || names.includes(name))
// The longest first, so that none is left over at the end.
waiting.sort((a, b) => b.steps.at(-1).ms - a.steps.at(-1).ms)
let same = 0
const total = waiting.length
async function worker() {
  for (let recording = waiting.shift(); recording; recording = waiting.shift()) {
    try {
      const played = await play(recording)
      if (options.keep) {
        mkdirSync(options.keep, { recursive: true })
        writeFileSync(join(options.keep, `${recording.name}.json`), JSON.stringify(played, null, 1))
      }
      const { lines, isSame } = told(recording, inRecordedMinutes(recording, played))
      if (isSame) same += 1
      console.log(lines.join('\n'))
    } catch (error) {
      console.log(`${recording.name.padEnd(34)} failed: ${error.stack}`)
    }
  }
}
await Promise.all(Array.from({ length: Number(options.jobs) }, worker))
rmSync(folder, { recursive: true, force: true })
console.log(`${same} of ${total} recordings are the same with ${kubectl}`)
process.exit(same === total ? 0 : 1)
