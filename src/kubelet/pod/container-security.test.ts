import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { Container, Pod } from '../../objects/kinds'
import { MemoryFs } from '../files/memory-fs'
import { profileFault, securityOf } from './container-security'

const MIB = 2 ** 20
const podOf = (containers: object[], spec: object = {}): Pod =>
  ({ metadata: {}, spec: { containers, ...spec } }) as unknown as Pod
const c = (resources: object = {}, securityContext?: object): Container => ({
  name: 'c',
  resources,
  ...(securityContext ? { securityContext } : {}),
})

// Cases of pkg/kubelet/qos/policy_test.go, v1.36, on a node of 4000Mi.
const table: [what: string, container: Container, spec: object, score: number][] = [
  ['best effort', c(), {}, 1000],
  ['guaranteed', c({ requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '1', memory: '1Gi' } }), {}, -997],
  ['only a limit of CPU', c({ limits: { cpu: '1' } }), {}, 999],
  ['half of the memory', c({ requests: { memory: '2000Mi' } }), {}, 500],
  ['nearly all of it', c({ requests: { memory: '3999Mi' } }), {}, 3],
  ['next to nothing', c({ requests: { memory: '1Mi' } }), {}, 999],
  ['critical for the node', c(), { priority: 2_000_001_000 }, -997],
]
for (const [what, container, spec, score] of table)
  it(`oom_score_adj: ${what}`, () => {
    assert.equal(securityOf(podOf([container], spec), container, 4000 * MIB).oomScoreAdj, score)
  })

it('a profile that is not on the node', () => {
  const armed = c({}, { appArmorProfile: { type: 'Localhost', localhostProfile: 'deny-write' } })
  assert.equal(
    profileFault(podOf([armed]), armed, () => new MemoryFs()),
    'failed to get container spec opts: failed to generate apparmor spec opts: apparmor profile not found deny-write',
  )
  const disk = new MemoryFs()
  const container = c({}, { seccompProfile: { type: 'Localhost', localhostProfile: 'profiles/a.json' } })
  assert.equal(
    profileFault(podOf([container]), container, () => disk),
    'failed to create containerd container: cannot load seccomp profile "/var/lib/kubelet/seccomp/profiles/a.json": open /var/lib/kubelet/seccomp/profiles/a.json: no such file or directory',
  )
  disk.mkdirSync('/var/lib/kubelet/seccomp/profiles', { recursive: true })
  disk.writeFileSync('/var/lib/kubelet/seccomp/profiles/a.json', '{}')
  assert.equal(
    profileFault(podOf([container]), container, () => disk),
    undefined,
  )
})

it('groups, privileges, filters and kernel parameters', () => {
  const container = c({}, { allowPrivilegeEscalation: false, seccompProfile: { type: 'RuntimeDefault' } })
  const pod = podOf([container], {
    securityContext: { fsGroup: 1, supplementalGroups: [2, 3], sysctls: [{ name: 'net/core/somaxconn', value: '5' }] },
  })
  assert.deepEqual(securityOf(pod, container, MIB), {
    groups: [1, 2, 3],
    isPrivileged: false,
    noNewPrivileges: true,
    hasSeccomp: true,
    sysctls: { 'net.core.somaxconn': '5' },
    oomScoreAdj: 1000,
  })
  const privileged = c({}, { privileged: true, seccompProfile: { type: 'RuntimeDefault' } })
  const { isPrivileged, hasSeccomp } = securityOf(podOf([privileged]), privileged, MIB)
  assert.deepEqual([isPrivileged, hasSeccomp], [true, false])
})
