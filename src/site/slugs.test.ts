import assert from 'node:assert/strict'
import { test } from 'node:test'
import { featurePlace, sharedFolder, slugOf, uniqueSlugs } from './slugs'

test('addresses hold letters and digits of any script, and nothing else', () => {
  const table: [string, string][] = [['A Deployment, scaled: "up"', 'a-deployment-scaled-up'], ['镜像拉取不到，更新停下', '镜像拉取不到-更新停下'], ['<script>alert(1)</script>', 'script-alert-1-script'], ['../../etc/passwd', 'etc-passwd'], ['…', 'scenario']]
  for (const [text, slug] of table) assert.equal(slugOf(text), slug)
  assert.deepEqual(uniqueSlugs(['a', 'b', 'a', 'A!']), ['a', 'b', 'a-2', 'a-3'])
})

test('the languages of a pair have one place; the folders that all share are left off', () => {
  const uris = ['features/deployment/scaling.feature', 'features/deployment/scaling.zh-CN.feature', 'features/pod/probes.feature']
  const shared = sharedFolder(uris)
  assert.deepEqual(uris.map((uri) => featurePlace(uri, shared)), [
    { area: 'deployment', path: 'deployment/scaling' }, { area: 'deployment', path: 'deployment/scaling' }, { area: 'pod', path: 'pod/probes' },
  ])
  assert.deepEqual(featurePlace('features/pod/probes.feature', sharedFolder(['features/pod/probes.feature'])), { area: 'pod', path: 'pod/probes' })
  assert.deepEqual(featurePlace('../x/features/pod/probes.feature', ''), { area: 'x/features/pod', path: 'x/features/pod/probes' })
})
