// Runs all features some times in this process and tells, for each scenario, a digest of its timeline; whatever differs between two
// runs is told as wrong. usage: node -r ts-node/register support/soak/digests.ts RUNS SEED record|plain [path ...]
import { resolve } from 'node:path'
import { PassThrough } from 'node:stream'
import { loadConfiguration, loadSupport, runCucumber } from '@cucumber/cucumber/api'
import type { Envelope } from '@cucumber/messages'
import { projectCode } from '../project-code'
import { TIMELINE_DIGEST_TYPE } from '../timeline-digest'

const ROOT = resolve(__dirname, '..', '..')

export interface Digests {
  /** by file:line */
  readonly scenarios: Record<string, string>
  readonly wrong: string[]
}

async function main([runs, seed, how, ...paths]: string[]): Promise<void> {
  const { runConfiguration } = await loadConfiguration(
    {
      file: false,
      provided: {
        paths: paths.length ? paths : ['features/**/!(*.zh-CN).feature'],
        require: projectCode([], ROOT).files,
        worldParameters: { seed: Number(seed), record: how === 'record', digest: true },
      },
    },
    { cwd: ROOT },
  )
  const support = await loadSupport(runConfiguration, { cwd: ROOT })
  const scenarios: Record<string, string> = {}
  const wrong: string[] = []
  for (let run = 1; run <= Number(runs); run++) {
    const digests = new Digester()
    await runCucumber(
      { ...runConfiguration, support },
      { cwd: ROOT, stdout: new PassThrough().resume(), stderr: process.stderr },
      (message) => digests.take(message),
    )
    for (const [place, digest] of digests.found) {
      scenarios[place] ??= digest
      if (scenarios[place] !== digest) wrong.push(`${place}: run ${run} of one process differs from the first`)
    }
  }
  process.send?.({ scenarios, wrong } satisfies Digests)
}

class Digester {
  readonly found = new Map<string, string>()
  private readonly places = new Map<string, string>()
  private readonly cases = new Map<string, string>()
  private readonly started = new Map<string, string>()

  take({ pickle, testCase, testCaseStarted, attachment }: Envelope): void {
    if (pickle) this.places.set(pickle.id, `${pickle.uri}:${pickle.location?.line ?? 1}`)
    if (testCase) this.cases.set(testCase.id, this.places.get(testCase.pickleId) ?? '')
    if (testCaseStarted) this.started.set(testCaseStarted.id, this.cases.get(testCaseStarted.testCaseId) ?? '')
    if (attachment?.mediaType === TIMELINE_DIGEST_TYPE)
      this.found.set(this.started.get(attachment.testCaseStartedId ?? '') ?? '', attachment.body)
  }
}

void main(process.argv.slice(2))
