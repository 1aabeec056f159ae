// `agnhost inclusterclient`: asks the API server again and again with the token of its account, which the kubelet renews.
// Follows test/images/agnhost/inclusterclient, v1.36.
import { fnv1a } from '../../../objects/hash'
import { parseFlags } from '../../shell/flags'
import { fetchHttp, sleep } from '../../shell/http-client'
import { waiting, type WaitingInvocation } from '../../shell/program'
import { log } from './klog'

const TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount/token'
const SECONDS_DEFAULT = 30
const SOURCE = 'main.go'

export const inclusterclient = waiting(async (call) => {
  const flags = parseFlags(call.args.slice(1), { valued: ['poll-interval'], plain: [] })
  log(call, 'started', { source: `${SOURCE}:60` })
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = call.env
  if (!host || !port || !call.machine.files.existsSync(TOKEN)) {
    const why =
      !host || !port
        ? 'unable to load in-cluster configuration, KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT must be defined'
        : `open ${TOKEN}: no such file or directory`
    log(call, `err: ${why}`, { level: 'F', source: `${SOURCE}:64` })
    return 255
  }
  const intervalMs = Number(flags.value('poll-interval') ?? SECONDS_DEFAULT) * 1000
  for (;;) {
    await sleep(call.machine, call.process, intervalMs)
    log(call, 'calling /healthz', { source: `${SOURCE}:78` })
    const failed = await poll(call, host, Number(port))
    if (failed === undefined) continue
    log(call, 'status=failed', { level: 'E', source: `${SOURCE}:81` })
    log(call, `error checking /healthz: ${failed}`, { level: 'E', source: `${SOURCE}:82` })
  }
})

/** @returns why it was not healthy */
async function poll(call: WaitingInvocation, host: string, port: number): Promise<string | undefined> {
  const authorization = `Bearer ${call.machine.files.readTextSync(TOKEN)}`
  log(call, `authz_header=${fingerprint(authorization)}`, { source: `${SOURCE}:95` })
  const fetched = await fetchHttp({
    machine: call.machine,
    process: call.process,
    scheme: 'https',
    host,
    port,
    request: { method: 'GET', path: '/healthz', headers: { authorization }, body: '' },
  })
  if (fetched.kind !== 'response')
    return `Get "https://${host}:${port}/healthz": dial tcp ${host}:${port}: ${fetched.kind}`
  return fetched.response.status === 200 ? undefined : fetched.response.body
}

/** Two tokens can be told apart by it; upstream's is a SHA-256. */
const fingerprint = (text: string): string =>
  [0, 1, 2, 3].map((part) => fnv1a.ofText(`${part}|salt|${text}`).toString(36)).join('-')
