// postStart and preStop. Follows pkg/kubelet/lifecycle/handlers.go, v1.36.
import type * as k from '../../objects/generated/kubernetes'
import type { Container, Pod } from '../../objects/kinds'
import { askHttp, execError, PLAIN_ANSWER, portNumber } from '../probes/ask'
import type { ContainerRecord } from './container-record'
import type { PodHost } from './pod-host'
import type { Routine } from './routine'

export interface HookCall {
  readonly host: PodHost
  readonly pod: Pod
  readonly podIP: string
  readonly record: ContainerRecord
}

/** HTTP hooks have no timeout of their own upstream; this is Go's default for reading an answer. */
const HTTP_TIMEOUT_MS = 30_000

/** `p_default(9459299f-...)`: how messages name a Pod. */
export const podText = ({ metadata }: Pod): string => `${metadata.name}_${metadata.namespace ?? ''}(${metadata.uid})`

/** Runs a hook to its end. @returns why it failed, undefined when it did not */
export function* runHook(handler: k.V1LifecycleHandler, call: HookCall): Routine<string | undefined> {
  if (handler.exec) return yield* runCommand(handler.exec.command ?? [], call)
  if (handler.httpGet) return yield* runHttp(handler.httpGet, call)
  if (handler.sleep) {
    const { record, host } = call
    const ms = handler.sleep.seconds * 1000
    // A container that ends meanwhile ends the sleep, too.
    yield (wake) => {
      const timer = host.loop.after(ms, wake)
      const forget = record.onEnd(wake)
      return () => {
        timer.cancel()
        forget()
      }
    }
    return undefined
  }
  return `invalid handler: ${JSON.stringify(handler)}`
}

function* runCommand(command: readonly string[], { pod, record, host }: HookCall): Routine<string | undefined> {
  const { running, container } = record
  const words = `[${command.join(' ')}]`
  const failed = (error: string, output: string): string =>
    `Exec lifecycle hook (${words}) for Container "${container.name}" in Pod "${podText(pod)}" failed - error: ${error}, message: ${JSON.stringify(output)}`
  if (!running) return failed('container not running', '')
  let output = ''
  let errors = ''
  let result: { exitCode: number; startError?: string } | undefined
  yield (wake) => {
    const session = running.exec({
      command,
      onOutput: (stream, text) => {
        output += text
        if (stream === 'stderr') errors += text
      },
      onExit: (exit) => {
        result = exit
        wake()
      },
    })
    const forget = record.onEnd(() => {
      result ??= { exitCode: 137 }
      wake()
    })
    return () => {
      forget()
      session.kill()
    }
  }
  if (result?.startError) return failed(execError(result.startError, host.loop.dice), output)
  if (!result || result.exitCode === 0) return undefined
  return failed(`command '${command.join(' ')}' exited with ${result.exitCode}: ${errors}`, output)
}

function* runHttp(action: k.V1HTTPGetAction, call: HookCall): Routine<string | undefined> {
  const { host, record, podIP, pod } = call
  let failure = yield* getOnce(action, call)
  if (failure?.endsWith(PLAIN_ANSWER)) {
    const again = yield* getOnce({ ...action, scheme: 'HTTP' }, call)
    if (again === undefined) {
      const at = `${action.host || podIP}:${portNumber(action.port, record.container)}`
      const message = `request to HTTPS lifecycle hook ${at} got HTTP response, retry with HTTP succeeded`
      host.record.event(pod, 'Warning', 'LifecycleHTTPFallback', message)
      failure = undefined
    }
  }
  return failure === undefined
    ? undefined
    : `HTTP lifecycle hook (${action.path ?? ''}) for Container "${record.container.name}" in Pod "${podText(pod)}" failed - error: ${failure}`
}

/** @returns why no answer came */
function* getOnce(action: k.V1HTTPGetAction, { host, record, podIP }: HookCall): Routine<string | undefined> {
  let failure: string | undefined
  yield (wake) => {
    const context = {
      loop: host.loop,
      wire: host.wire,
      nodeIP: host.ip,
      nodeName: host.nodeName,
      podIP,
      container: record.container,
      running: record.running,
      timeoutMs: HTTP_TIMEOUT_MS,
    }
    askHttp(action, context, ({ verdict, message }) => {
      // Any answer will do, but an error on the way will not.
      if (verdict !== 'success' && !message.startsWith('HTTP probe failed with statuscode')) failure = message
      wake()
    })
  }
  return failure
}

export const hookOf = (container: Container, when: 'postStart' | 'preStop'): k.V1LifecycleHandler | undefined =>
  container.lifecycle?.[when]
