import type { Feature, Pickle, PickleStep, Step, TestCase } from '@cucumber/messages'
import type { Attempt } from './read-run'
import type { Status, StepRun } from './run'

const JUDGED_TYPE = 'application/vnd.kubecuke.judged+json'

/** What src/cli/run/reports.ts says of a step, and of a run, that somebody stopped. */
export const INTERRUPTED = 'interrupted'

/** What support/judge-the-rest.ts attaches: statements after a failed one. */
interface Judged {
  readonly pickleStepId: string
  readonly holds: boolean
  readonly message?: string
}

interface StepsToRead {
  readonly pickle: Pickle
  readonly testCase: TestCase
  readonly attempt: Attempt
  readonly feature: Feature
}

export function readSteps({ pickle, testCase, attempt, feature }: StepsToRead): StepRun[] {
  const nodes = stepNodes(feature)
  const judged = attempt.attachments.filter(({ mediaType }) => mediaType === JUDGED_TYPE).flatMap(({ body }) => JSON.parse(body) as Judged[])
  return pickle.steps.map((step) => {
    const testStep = testCase.testSteps.find(({ pickleStepId }) => pickleStepId === step.id)
    const result = testStep && attempt.results.get(testStep.id)?.testStepResult
    const verdict = judged.find(({ pickleStepId }) => pickleStepId === step.id)
    const interrupted = result?.status === 'SKIPPED' && result.message === INTERRUPTED
    const message = interrupted ? undefined : (result?.message ?? verdict?.message)
    return {
      keyword: nodes.get(step.astNodeIds[0] ?? '')?.keyword ?? '', text: step.text, ...argumentOf(step), status: verdict?.holds === false ? 'failed' : statusOf(result?.status),
      ...(message ? { message: readable(message) } : {}), ...(verdict ? { judged: verdict.holds } : {}), ...(interrupted ? { interrupted } : {}),
    }
  })
}

function argumentOf({ argument }: PickleStep): Pick<StepRun, 'docString' | 'table'> {
  if (argument?.docString) return { docString: argument.docString.content }
  if (argument?.dataTable) return { table: argument.dataTable.rows.map(({ cells }) => cells.map(({ value }) => value)) }
  return {}
}

/** Anything that keeps a scenario from passing counts as failed: undefined, ambiguous, pending too. */
function statusOf(status: string | undefined): Status {
  if (status === 'PASSED') return 'passed'
  return status === undefined || status === 'SKIPPED' || status === 'UNKNOWN' ? 'skipped' : 'failed'
}

/** A failure in words: without the name of the error's class and the places in the code. */
const readable = (message: string): string =>
  message.split('\n').filter((line) => !/^\s+at .*[:(]/.test(line)).join('\n').replace(/^(DoesNotHold|AssertionError|Error|WrongInput)( \[\w+\])?: /, '').trim()

function stepNodes(feature: Feature): Map<string, Step> {
  const blocks = feature.children.flatMap(({ background, scenario, rule }) => [background, scenario, ...(rule?.children.flatMap((child) => [child.background, child.scenario]) ?? [])])
  return new Map(blocks.flatMap((block) => block?.steps.map((step): [string, Step] => [step.id, step]) ?? []))
}
