import assert from 'node:assert/strict'
import { it } from 'node:test'
import { plainLines } from './plain-lines'

const wordsOf = (script: string) => plainLines(script, (name) => name === 'kubectl')?.map(({ words }) => words.slice(1))

it('takes lines in which a shell has nothing to do', () => {
  for (const [script, words] of [
    ['kubectl get pods', [['get', 'pods']]],
    ['  kubectl  get\tpods -o=wide  \n', [['get', 'pods', '-o=wide']]],
    [
      `kubectl patch deploy web -p '{"spec": {"replicas": 2}}'`,
      [['patch', 'deploy', 'web', '-p', '{"spec": {"replicas": 2}}']],
    ],
    [`kubectl get po --output='jsonpath={.items[*]}'"x y"`, [['get', 'po', '--output=jsonpath={.items[*]}x y']]],
    ["kubectl label po a b=''", [['label', 'po', 'a', 'b=']]],
    [
      "kubectl patch a -p '\n{}\n'\nkubectl get b",
      [
        ['patch', 'a', '-p', '\n{}\n'],
        ['get', 'b'],
      ],
    ],
    [
      '# first\nkubectl get a\n\n  # second\nkubectl get b\n# end',
      [
        ['get', 'a'],
        ['get', 'b'],
      ],
    ],
  ] as const)
    assert.deepEqual(wordsOf(script), words, script)
})

it('leaves everything else to the shell', () => {
  for (const script of [
    '',
    '# nothing',
    'kubectl get po | grep web',
    'kubectl get po > file',
    'kubectl get po; kubectl get rs',
    'kubectl get po && kubectl get rs',
    'kubectl get po &',
    'kubectl get po $NAME',
    'kubectl get po "$NAME"',
    'kubectl get po "a\\"b"',
    'kubectl get po `cat name`',
    'kubectl get po web-*',
    'kubectl get po web-{0,1}',
    'kubectl get po ~/x',
    'kubectl get po a\\ b',
    'kubectl get po # the Pods',
    "kubectl get po 'a",
    'A=1 kubectl get po',
    'kubectl get po\nsleep 1',
    '! kubectl get po',
    'ls',
  ])
    assert.equal(wordsOf(script), undefined, script)
})

it('tells where each line begins', () => {
  const script = '# both\n kubectl get a\nkubectl get b'
  assert.deepEqual(
    plainLines(script, () => true)?.map(({ offset }) => script.slice(offset).split('\n')[0]),
    ['kubectl get a', 'kubectl get b'],
  )
})
