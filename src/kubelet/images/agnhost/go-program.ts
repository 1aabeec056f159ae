// What a Go program does that has no word about it in its source: signals, durations, texts over HTTP. Follows runtime/signal_unix.go,
// time.ParseDuration and net/http of Go 1.25.
import type { HttpResponse } from '../../../simulation/wire'
import { HARMLESS, type Signal } from '../../runtime/signals'
import { exitCodeOf, type Invocation, type Server } from '../../shell/program'
import { textResponse } from '../http-server'

/**
 * A program that asks for no signals ends by them. As the first of a container it cannot: the kernel keeps the signal from it that the
 * runtime sends again to die of, and it exits with 2.
 */
export const untrapped =
  (call: Invocation, exit: (exitCode: number) => void) =>
  (signal: Signal): void => {
    if (HARMLESS.has(signal)) return
    exit(call.pid === 1 && signal !== 'SIGKILL' ? 2 : exitCodeOf(signal))
  }

export function goServer(call: Invocation, exit: (exitCode: number) => void, server: Server | number): Server | number {
  if (typeof server === 'number') return server
  return {
    stop: () => server.stop(),
    steady: (question) => server.steady?.(question) ?? false,
    signal: untrapped(call, exit),
  }
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

/** `5s`, `1m30s`; undefined is no duration */
export function durationMs(text: string): number | undefined {
  if (text === '0') return 0
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) return undefined
  return [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * (UNITS[unit ?? ''] ?? 0),
    0,
  )
}

const LOOKS_LIKE_HTML =
  /^\s*<(?:!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|!--)[\s>]/i

/** A body whose type nobody says is looked at. */
export const detected = (status: number, body: string): HttpResponse =>
  textResponse(status, body, `text/${LOOKS_LIKE_HTML.test(body) ? 'html' : 'plain'}; charset=utf-8`)
