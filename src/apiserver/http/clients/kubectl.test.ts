// A full round with every real kubectl that is installed here.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, before, describe, it } from 'node:test'
import { serveCluster, type ServedCluster } from './testing/served-cluster'

/** Where kubectls lie: what $KUBECUKE_KUBECTLS names (files and folders), the folders of $PATH, and those that the kubectls there are links into. */
function kubectlFiles(): string[] {
  const named = (process.env.KUBECUKE_KUBECTLS ?? '').split(delimiter).filter((path) => path !== '')
  const missing = named.filter((path) => !existsSync(path))
  assert.deepEqual(missing, [], '$KUBECUKE_KUBECTLS names what is not there')
  const files = named.filter((path) => statSync(path).isFile())
  const folders = [...named, ...(process.env.PATH ?? '').split(delimiter)].filter(
    (path) => path !== '' && existsSync(path) && statSync(path).isDirectory(),
  )
  const linked = folders.flatMap((folder) =>
    existsSync(join(folder, 'kubectl')) ? [dirname(realpathSync(join(folder, 'kubectl')))] : [],
  )
  const found = [...folders, ...linked].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /^kubectl(\.\d+\.\d+)?$/.test(name))
      .map((name) => join(folder, name)),
  )
  return [...new Set([...files, ...found].map((file) => realpathSync(file)))]
}

/** 1.27 -> 27; undefined for what is no kubectl. */
function minorOf(file: string): number | undefined {
  const { stdout } = spawnSync(file, ['version', '--client', '-o', 'json'], { encoding: 'utf8' })
  const minor = /"minor": "(\d+)/.exec(stdout ?? '')?.[1]
  return minor === undefined ? undefined : Number(minor)
}

/** The oldest and the newest: what works with both works with those between. */
const versions = kubectlFiles()
  .map((file) => ({ file, minor: minorOf(file) }))
  .filter(({ minor }) => minor !== undefined)
  .sort((a, b) => (a.minor ?? 0) - (b.minor ?? 0))
const kubectls = [...new Set([versions[0]?.file, versions.at(-1)?.file])].filter((file) => file !== undefined)

const DEPLOYMENT = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: nginx, image: "nginx:1.25"}]}
`

interface Answer {
  readonly stdout: string
  readonly stderr: string
  readonly code: number
}

function run(kubectl: string, kubeconfig: string, args: readonly string[], stdin = ''): Promise<Answer> {
  return new Promise((resolve) => {
    const child = spawn(kubectl, args, {
      env: { ...process.env, KUBECONFIG: kubeconfig, HOME: join(kubeconfig, '..') },
    })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (data) => (stdout += String(data)))
    child.stderr.on('data', (data) => (stderr += String(data)))
    child.stdin.on('error', () => {})
    child.stdin.end(stdin)
    child.on('close', (code) => resolve({ stdout, stderr, code: code ?? -1 }))
  })
}

/** Writes a ConfigMap, another each time. */
async function touch({ url }: ServedCluster, name: string): Promise<void> {
  await fetch(`${url}/api/v1/namespaces/default/configmaps`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ metadata: { generateName: `${name}-` } }),
  })
}

if (kubectls.length === 0)
  it('kubectl', { skip: 'no kubectl is installed here; CONTRIBUTING.md says how to get the oldest and the newest' })

for (const kubectl of kubectls)
  describe(kubectl, () => {
    let served: ServedCluster
    before(async () => (served = await serveCluster({})))
    after(() => served.stop())

    const says = async (args: string, expected: string | RegExp, stdin?: string): Promise<void> => {
      const { stdout, stderr } = await run(
        kubectl,
        served.kubeconfig,
        args.match(/'[^']*'|\S+/g)?.map((word) => word.replace(/^'|'$/g, '')) ?? [],
        stdin,
      )
      if (typeof expected === 'string') assert.equal(stdout + stderr, expected, args)
      else assert.match(stdout + stderr, expected, args)
    }

    it('makes, reads, patches, scales and deletes', async () => {
      await says('apply -f -', 'deployment.apps/web created\n', DEPLOYMENT)
      await says('rollout status deployment/web', /deployment "web" successfully rolled out\n$/)
      await says('get deployments', /^NAME +READY +UP-TO-DATE +AVAILABLE +AGE\nweb +2\/2 +2 +2 +\d+s\n$/)
      await says('apply -f -', 'deployment.apps/web configured\n', DEPLOYMENT.replace('replicas: 2', 'replicas: 3'))
      await says('get deployment web -o jsonpath={.spec.replicas}', '3')
      await says(`patch deployment web -p '{"spec":{"replicas":1}}'`, 'deployment.apps/web patched\n')
      await says(`patch deployment web --type merge -p '{"spec":{"paused":true}}'`, 'deployment.apps/web patched\n')
      await says(
        `patch deployment web --type json -p '[{"op":"remove","path":"/spec/paused"}]'`,
        'deployment.apps/web patched\n',
      )
      await says('scale deployment web --replicas 2', 'deployment.apps/web scaled\n')
      await says('apply --dry-run=server -f -', 'deployment.apps/web configured (server dry run)\n', DEPLOYMENT)
      await says('create configmap c --from-literal=a=b', 'configmap/c created\n')
      await says('create configmap d --from-literal=a=b --dry-run=server', 'configmap/d created (server dry run)\n')
      await says('get configmap c -o jsonpath={.data}', '{"a":"b"}')
      await says(
        'apply --server-side --field-manager=other -f -',
        /conflict with "kubectl-create" using v1: \.data\.a/,
        'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {a: c}\n',
      )
      await says(
        'apply --server-side --force-conflicts --field-manager=other -f -',
        'configmap/c serverside-applied\n',
        'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {a: c}\n',
      )
      await says('delete deployment web', /^deployment\.apps "web" deleted( from default namespace)?\n$/)
    })

    it('watches', async () => {
      const child = spawn(kubectl, ['get', 'configmaps', '--watch-only', '--output-watch-events', '--no-headers'], {
        env: { ...process.env, KUBECONFIG: served.kubeconfig, HOME: join(served.kubeconfig, '..') },
      })
      const rows = createInterface(child.stdout)[Symbol.asyncIterator]()
      const next = async () => String((await rows.next()).value).replace(/ +\S+$/, '')
      // Whether the watch has begun is seen by its first row: something is written until it comes.
      const first = next()
      const tick = setInterval(() => void touch(served, 'begun'), 50)
      assert.match(await first, /begun/)
      clearInterval(tick)
      await says('create configmap seen --from-literal=a=b', 'configmap/seen created\n')
      await says('label configmap seen a=b', 'configmap/seen labeled\n')
      await says('delete configmap seen', /^configmap "seen" deleted/)
      const told: string[] = []
      while (told.length < 3) {
        const row = await next()
        if (row.includes('seen')) told.push(row)
      }
      assert.deepEqual(
        told.map((row) => row.split(/ +/)),
        ['ADDED', 'MODIFIED', 'DELETED'].map((type) => [type, 'seen', '1']),
      )
      child.kill()
    })

    it('runs a Pod, asks it, reads its log', async () => {
      await says('run p --image=nginx:1.25', 'pod/p created\n')
      await says('wait --for=condition=Ready pod/p --timeout=60s', 'pod/p condition met\n')
      await says('exec p -- hostname', 'p\n')
      await says(`exec p -- sh -c 'exit 3'`, 'command terminated with exit code 3\n')
      await says('exec -i p -- cat', 'hello\n', 'hello\n')
      await says('logs p --tail=0', '')
      await says('delete pod p --now', /^pod "p" deleted/)
    })

    it('explains, tells what there is, and refuses', async () => {
      await says('explain deployment.spec.replicas', /FIELD: +replicas <integer>/)
      await says('api-resources --api-group=apps', /deployments +deploy +apps\/v1 +true +Deployment/)
      await says('auth can-i create pods', 'yes\n')
      await says('get pods nope', 'Error from server (NotFound): pods "nope" not found\n')
      await says('apply -f -', /unknown field "(spec\.)?replcas"/, DEPLOYMENT.replace('replicas', 'replcas'))
      await says('describe node k8s-node01', /^Name: +k8s-node01\n/)
    })
  })
