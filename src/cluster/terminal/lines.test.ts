// Lines as people type them on the machine where they sit: what bash, kubectl and the network make of them together.
import assert from 'node:assert/strict'
import test from 'node:test'
import { createCluster } from '../create-cluster'
import { createClusterTerminal } from './index'

const answerTo = async (lines: string): Promise<string> =>
  (await createClusterTerminal(createCluster()).run(lines)).stdout

const WEB =
  'kubectl create deployment web --image=nginx:1.25 > /dev/null; kubectl wait deploy/web --for=condition=Available > /dev/null\n'

const table: readonly (readonly [what: string, lines: string, answer: string])[] = [
  ['nodes are known by their names', 'getent hosts k8s-node01', '192.168.0.201   k8s-node01\n'],
  [
    'completion is taken in, and all goes on',
    'source <(kubectl completion bash)\nkubectl get ns default -o name',
    'namespace/default\n',
  ],
  ['answers are compared', 'diff <(kubectl get ns -o name) <(kubectl get ns -o name) && echo same', 'same\n'],
  [
    'a watch writes its file while it runs',
    'kubectl get ns -w -o name > seen.txt &\nkubectl create ns late > /dev/null\nsleep 1\ngrep late seen.txt',
    'namespace/late\n',
  ],
  [
    'and is ended by kill',
    'kubectl get ns -w -o name > seen.txt 2>&1 &\nsleep 1\nkill $!\nsleep 1\nkubectl create ns late > /dev/null\nsleep 1\ngrep -c late seen.txt',
    '0\n',
  ],
  [
    'what is appended stands behind',
    'kubectl get ns default -o name > a.txt\nkubectl get ns kube-system -o name >> a.txt\ncat a.txt',
    'namespace/default\nnamespace/kube-system\n',
  ],
  ['a file in no folder is refused', 'kubectl get ns > /nowhere/a.txt\necho $?', '1\n'],
  [
    'a port of a Pod is brought here',
    `${WEB}kubectl port-forward deploy/web 8080:80 > log.txt &\nsleep 1\ncurl -s localhost:8080 | grep -o '<title>.*</title>'\ncat log.txt`,
    '<title>Welcome to nginx!</title>\nForwarding from 127.0.0.1:8080 -> 80\nForwarding from [::1]:8080 -> 80\nHandling connection for 8080\n',
  ],
  [
    'the API is brought here',
    'kubectl proxy --port=8001 &\nsleep 1\ncurl -s localhost:8001/api/v1/namespaces/default | grep -o \'"name":"default"\'',
    'Starting to serve on 127.0.0.1:8001\n"name":"default"\n',
  ],
  [
    'until it is stopped',
    'kubectl proxy > /dev/null &\nsleep 1\nkill $!\nsleep 1\ncurl -s localhost:8001\necho $?',
    '7\n',
  ],
]

for (const [what, lines, answer] of table) test(what, async () => assert.equal(await answerTo(lines), answer))
