import type { Progress } from './progress'

/** Ctrl-C in the middle of a run: what has run is told and said to be interrupted. Returns what stops listening. */
export function explainInterruption(progress: Progress): () => void {
  const onInterrupt = (): void => {
    process.stdout.write(`\n${progress.summary('interrupted')}`)
    process.exit(130)
  }
  process.once('SIGINT', onInterrupt)
  return () => process.removeListener('SIGINT', onInterrupt)
}
