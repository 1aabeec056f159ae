import type { Envelope } from '@cucumber/messages'

/** Which scenarios of one run failed, by file and line. */
export class Failures {
  readonly found = new Map<string, string>()
  scenarios = 0
  private readonly places = new Map<string, string>()
  private readonly cases = new Map<string, string>()
  private readonly started = new Map<string, string>()

  take({ pickle, testCase, testCaseStarted, testStepFinished }: Envelope): void {
    if (pickle) this.places.set(pickle.id, `${pickle.uri}:${pickle.location?.line ?? 1}`)
    if (testCase) this.cases.set(testCase.id, testCase.pickleId)
    if (testCaseStarted) {
      this.scenarios++
      this.started.set(testCaseStarted.id, testCaseStarted.testCaseId)
    }
    if (
      !testStepFinished ||
      testStepFinished.testStepResult.status === 'PASSED' ||
      testStepFinished.testStepResult.status === 'SKIPPED'
    )
      return
    const place = this.places.get(this.cases.get(this.started.get(testStepFinished.testCaseStartedId) ?? '') ?? '')
    const { message, status } = testStepFinished.testStepResult
    if (place !== undefined && !this.found.has(place)) this.found.set(place, message ?? status)
  }
}
