// What -v makes kubectl say of itself: where its configuration is from, and what a refusal looked like.
// Follows client-go/tools/clientcmd/loader.go, client-go/features and kubectl/pkg/cmd/util/helpers.go, v1.36.
import { configFiles } from './commands/config/kube-config'
import { AggregateFailure, ConnectionError, hasReason, StatusError } from './failure'
import { quote } from '../objects/go-text'
import { logLine } from './klog'
import { goJson } from './output/go-json'
import type { Session } from './session'

/** Gates of client-go 1.36. The real one names them in any order. */
const GATES: readonly (readonly [name: string, enabled: boolean])[] = [
  ['AtomicFIFO', true],
  ['ClientsAllowCARotation', true],
  ['ClientsAllowCBOR', false],
  ['ClientsAllowTLSCacheGC', true],
  ['ClientsPreferCBOR', false],
  ['InOrderInformers', true],
  ['InOrderInformersBatchProcess', true],
  ['InformerResourceVersion', true],
  ['UnlockWhileProcessingFIFO', true],
  ['WatchListClient', true],
]

/** Level 1 and more: before the first request. */
export function tellBeginning(session: Session): void {
  const level = session.flags.int('v')
  if (level >= 6)
    for (const file of configFiles(session)) info(session, 'loader.go:407', `Config loaded from file:  ${file}`)
  if (level < 1) return
  for (const [name, enabled] of GATES)
    info(session, 'envvar.go:195', `"Feature gate default state" feature=${quote(name)} enabled=${enabled}`)
}

/** Level 4 and more: what went wrong, as it was answered. */
export function tellFailure(session: Session, failure: unknown): void {
  if (session.flags.int('v') < 4) return
  if (failure instanceof AggregateFailure) return failure.errors.forEach((each) => tellFailure(session, each))
  if (failure instanceof StatusError && !hasReason(failure, 'Invalid'))
    info(session, 'helpers.go:246', `server response object: %s[${indented(failure.status)}]`)
  if (failure instanceof ConnectionError)
    info(session, 'helpers.go:264', `Connection error: ${failure.message.replace(/^(\w+) "([^"]*)":/, '$1 $2:')}`)
}

const indented = (status: object): string => goJson(status, { indent: 2, sorted: false })

const info = (session: Session, place: string, text: string): void =>
  session.err(logLine('I', session.now(), place, text))
