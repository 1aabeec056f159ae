// Against the log of kubectl 1.36.4.
import assert from 'node:assert/strict'
import test from 'node:test'
import { readPreference } from './preference'

const KNOWN = 'apiVersion: kubectl.config.k8s.io/v1beta1\nkind: Preference\n'

for (const [what, text, told] of [
  ['nothing', '', 'marshal.go:103 kuberc: no preferences found in /rc'],
  ['one entry', KNOWN, 'marshal.go:94 kuberc: using entry 1 (kubectl.config.k8s.io/v1beta1) in /rc'],
  [
    'entries that are no preferences before',
    `apiVersion: v1\nkind: ConfigMap\n---\na: b\n---\n[\n---\napiVersion: kubectl.config.k8s.io/v9\nkind: Preference\n---\n${KNOWN}`,
    'marshal.go:94 kuberc: using entry 5 (kubectl.config.k8s.io/v1beta1) in /rc',
  ],
] as const) {
  test(`a file of ${what}`, async () => {
    const heard: string[] = []
    const files = { kind: () => Promise.resolve('file'), read: () => Promise.resolve(text) }
    const world = { files, stderr: () => {} } as unknown as Parameters<typeof readPreference>[1]
    await readPreference({ path: '/rc', explicit: true }, world, (place, line) => heard.push(`${place} ${line}`))
    assert.deepEqual(heard, [told])
  })
}
