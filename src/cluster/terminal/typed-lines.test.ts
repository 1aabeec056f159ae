import assert from 'node:assert/strict'
import { it } from 'node:test'
import { typedParts, withoutPrompts } from './typed-lines'

it('takes the prompts of courses off', () => {
  for (const [typed, script] of [
    ['$ kubectl get pods', 'kubectl get pods'],
    ['[root@k8s-master01 ~]# kubectl get po', 'kubectl get po'],
    ['# kubectl get deploy -owide', 'kubectl get deploy -owide'],
    ['# a comment', '# a comment'],
    ['kubectl get po', 'kubectl get po'],
  ] as const)
    assert.equal(withoutPrompts(typed), script)
})

it('gives to a shell in a container what is typed into it', () => {
  assert.deepEqual(
    typedParts(
      '[root@k8s-master01 ~]# kubectl exec -ti busybox -- sh\n/ # ls\n/ # nslookup web-0.nginx\n/ # exit\n[root@k8s-master01 ~]# kubectl get po',
    ),
    [
      { script: 'kubectl exec -ti busybox -- sh', typed: 'ls\nnslookup web-0.nginx\nexit\n' },
      { script: 'kubectl get po' },
    ],
  )
  assert.deepEqual(
    typedParts(
      '$ kubectl run -i --tty --image busybox dns-test --restart=Never --rm /bin/sh\n$ nslookup web-0.nginx\n$ nslookup web-1.nginx',
    ),
    [
      {
        script: 'kubectl run -i --tty --image busybox dns-test --restart=Never --rm /bin/sh',
        typed: 'nslookup web-0.nginx\nnslookup web-1.nginx\n',
      },
    ],
  )
})

it('leaves alone what ends by itself', () => {
  for (const text of [
    "kubectl exec web-0 -- sh -c 'hostname'\nkubectl get po",
    'kubectl exec -it web-0 -- curl localhost\nls',
    'kubectl get pods\nls',
  ])
    assert.deepEqual(typedParts(text), [{ script: text }])
})
