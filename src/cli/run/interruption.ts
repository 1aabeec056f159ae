import type { Progress } from './progress'
import type { Reports } from './reports'

/** Ctrl-C in the middle of a run: what has run is told and said to be interrupted, and the reports are complete. Returns what stops listening. */
export function explainInterruption(progress: Progress, reports: Reports): () => void {
  const onInterrupt = (): void => {
    reports.interrupt()
    process.stdout.write(`\n${progress.summary('interrupted')}`)
    process.exit(130)
  }
  process.once('SIGINT', onInterrupt)
  return () => process.removeListener('SIGINT', onInterrupt)
}
