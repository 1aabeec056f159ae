import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { Reader } from '../../apiserver/client'
import type { Pod } from '../../objects/kinds'
import { pullSecretsOf } from './pull-secrets'

const config = (value: object): Record<string, string> => ({ '.dockerconfigjson': btoa(JSON.stringify(value)) })
const SECRETS: Readonly<Record<string, { data: Record<string, string> }>> = {
  hub: { data: config({ auths: { 'https://index.docker.io/v1/': {} } }) },
  own: { data: config({ auths: { 'registry.example.com:5000': {}, 'http://other.example.com/v2/': {} } }) },
  old: { data: { '.dockercfg': btoa(JSON.stringify({ 'gcr.io': {} })) } },
  broken: { data: { '.dockerconfigjson': btoa('no JSON') } },
  opaque: { data: { password: btoa('x') } },
}
const read = { get: (_kind: string, _namespace: string, name: string) => SECRETS[name] } as unknown as Reader

const table: [names: string[], registries: string[], missing: string[]][] = [
  [[], [], []],
  [[''], [], []],
  [['hub', 'own', 'old'], ['docker.io', 'registry.example.com:5000', 'other.example.com', 'gcr.io'], []],
  [['broken', 'opaque'], [], []],
  [['a', 'hub', 'b'], ['docker.io'], ['a', 'b']],
]
for (const [names, registries, missing] of table)
  it(`pull secrets ${names.join(', ')}`, () => {
    const pod = { metadata: { namespace: 'default' }, spec: { imagePullSecrets: names.map((name) => ({ name })) } }
    assert.deepEqual(pullSecretsOf(pod as unknown as Pod, read), { registries: new Set(registries), missing })
  })
