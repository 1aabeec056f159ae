import type { KubectlContext } from '../context'

const HOUR_MS = 3_600_000

/** Until Ctrl-C, which ends the sleep; time goes on meanwhile. */
export async function untilInterrupted({ signal, sleep }: KubectlContext): Promise<void> {
  while (!signal.aborted) await sleep(HOUR_MS)
}
