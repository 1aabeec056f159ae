// A terminal with kubectl on a fresh cluster: for a person, a script file or standard input.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { createCluster } from '../cluster/create-cluster'
import { createClusterTerminal, type ClusterTerminal, type TerminalOptions } from '../cluster/terminal'
import { nodesOf } from './nodes-of'
import { Pace } from './serve/pace'
import { WrongInput } from './wrong-input'

const PROMPT = '[root@k8s-master01 ~]# '
/** Files of the folder that the terminal may see: manifests and what goes with them. */
const SEEN = /\.(ya?ml|json|properties|txt|conf|sh|env|cnf)$/
const SEEN_MAX_BYTES = 1024 * 1024

export async function shell(
  file: string | undefined,
  { nodes, seed }: { nodes?: string; seed: number },
): Promise<void> {
  if (file !== undefined && !existsSync(file))
    throw new WrongInput(`${file}: no such file; give a script, or nothing for a terminal`)
  const cluster = createCluster({ seed, ...nodesOf(nodes) })
  const terminal = createClusterTerminal(cluster, {
    files: hostFiles(file === undefined ? process.cwd() : dirname(resolve(file))),
  })
  if (file === undefined && process.stdin.isTTY) return converse(terminal, new Pace(cluster, 1))
  const { stdout, stderr, exitCode } = await terminal.run(readFileSync(file ?? 0, 'utf8'))
  process.stdout.write(stdout)
  process.stderr.write(stderr)
  process.exitCode = exitCode
}

/** The folder's manifests, copied in: nothing that is typed can change or read another file of the host. */
function hostFiles(folder: string): NonNullable<TerminalOptions['files']> {
  const below = (path: string, depth: number): string[] =>
    readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
      const full = join(path, entry.name)
      if (entry.name.startsWith('.') || entry.name === 'node_modules') return []
      if (entry.isDirectory()) return depth > 0 ? below(full, depth - 1) : []
      return SEEN.test(entry.name) && statSync(full).size <= SEEN_MAX_BYTES ? [relative(folder, full)] : []
    })
  return { names: () => below(folder, 3), read: (name) => readFileSync(join(folder, name), 'utf8') }
}

/** Line by line until Ctrl-D; between two lines time goes on as on the wall. */
async function converse(terminal: ClusterTerminal, pace: Pace): Promise<void> {
  const lines = createInterface({
    input: process.stdin,
    output: process.stdout,
    prompt: PROMPT,
    historySize: 1000,
    completer: completer(terminal),
  })
  process.stdout.write(
    'A fresh Kubernetes v1.36 cluster: kubectl, bash and the manifests of this folder are here. Ctrl-D ends.\n',
  )
  lines.prompt()
  for await (const line of lines) {
    if (line.trim() === 'exit') break
    if (line.trim() !== '') {
      pace.catchUp()
      const { stdout, stderr } = await terminal.run(line)
      process.stdout.write(stdout + stderr)
    }
    lines.prompt()
  }
  pace.stop()
  lines.close()
}

const VERBS = [
  'apply',
  'create',
  'delete',
  'describe',
  'exec',
  'get',
  'label',
  'logs',
  'patch',
  'rollout',
  'scale',
  'set',
  'top',
  'wait',
  'edit',
  'expose',
  'run',
  'autoscale',
  'cordon',
  'drain',
  'taint',
  'uncordon',
  'explain',
  'annotate',
]
const TYPES = [
  'pods',
  'deployments',
  'statefulsets',
  'daemonsets',
  'replicasets',
  'services',
  'nodes',
  'configmaps',
  'persistentvolumeclaims',
  'persistentvolumes',
  'jobs',
  'cronjobs',
  'events',
  'namespaces',
]

/** Verbs after `kubectl`, then types, then names that there are, then files. */
function completer(
  terminal: ClusterTerminal,
): (line: string, done: (error: null, result: [string[], string]) => void) => void {
  return (line, done) => {
    const words = line.split(/\s+/)
    const last = words.at(-1) ?? ''
    const offer = (all: readonly string[]): void => done(null, [all.filter((each) => each.startsWith(last)), last])
    if (words.length <= 1) return offer(['kubectl ', 'curl ', 'cat ', 'ls ', 'exit'])
    if (words[0] !== 'kubectl') return offer([])
    if (words.length === 2) return offer(VERBS)
    if (words.length === 3) return offer(TYPES)
    void terminal.run(`kubectl get ${words[2]} -o name 2>/dev/null`).then(({ stdout }) =>
      offer(
        stdout
          .split('\n')
          .filter(Boolean)
          .map((name) => name.split('/')[1] ?? name),
      ),
    )
  }
}
