// The Pod that `kubectl run` makes. Follows kubectl/pkg/generate/versioned/run.go BasicPod, v1.36.
import { CommandError } from '../../failure'
import type { FlagValues } from '../../flags/flag-values'
import { quote } from '../../../objects/go-text'
import { isEnvVarName } from '../../../objects/names'
import type { AnyObject } from '../../objects'
import { inOrder } from '../create/config-map'
import { readLabelMap } from '../label-map'
import { readPairs } from '../pairs'

export function podOfFlags(name: string, rest: readonly string[], flags: FlagValues): AnyObject {
  const env = flags.strings('env').map(envOf)
  const annotations = inOrder(Object.fromEntries(readPairs(flags.strings('annotations'), 'annotations', false).set))
  const labels = flags.string('labels') === '' ? { run: name } : readLabelMap(flags.string('labels'))
  return {
    kind: 'Pod',
    apiVersion: 'v1',
    metadata: { name, labels, ...(Object.keys(annotations).length > 0 ? { annotations } : {}) },
    spec: {
      containers: [containerOf(name, rest, flags, env)],
      restartPolicy: flags.string('restart') || 'Always',
      dnsPolicy: 'ClusterFirst',
    },
    status: {},
  }
}

function containerOf(name: string, rest: readonly string[], flags: FlagValues, env: readonly object[]): object {
  const [stdin, pullPolicy, port] = [flags.bool('stdin'), flags.string('image-pull-policy'), flags.string('port')]
  return {
    name,
    image: flags.string('image'),
    ...(rest.length === 0 ? {} : flags.bool('command') ? { command: rest } : { args: rest }),
    ...(port === '' ? {} : { ports: [{ containerPort: portOf(port) }] }),
    ...(env.length > 0 ? { env } : {}),
    resources: {},
    ...(pullPolicy === '' ? {} : { imagePullPolicy: pullPolicy }),
    ...(flags.bool('privileged') ? { securityContext: { privileged: true } } : {}),
    ...(stdin ? { stdin: true } : {}),
    ...(stdin && !flags.bool('leave-stdin-open') ? { stdinOnce: true } : {}),
    ...(flags.bool('tty') ? { tty: true } : {}),
  }
}

function portOf(text: string): number {
  if (!/^[-+]?\d+$/.test(text)) throw new CommandError(`strconv.Atoi: parsing ${quote(text)}: invalid syntax`)
  return Number(text)
}

function envOf(text: string): object {
  const at = text.indexOf('=')
  const name = text.slice(0, Math.max(at, 0))
  if (at <= 0 || isEnvVarName(name).length > 0) throw new CommandError(`invalid env: ${text}`)
  const value = text.slice(at + 1)
  return { name, ...(value === '' ? {} : { value }) }
}
