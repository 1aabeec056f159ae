// What is said of volumes: facts of TestValidateVolumes of pkg/apis/core/validation, v1.36.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { podFaults } from '../testing/pods'

const V = 'spec.volumes[0]'
const iscsi = { targetPortal: '127.0.0.1', iqn: 'iqn.2015-02.example.com:test', lun: 1 }
const iqn = (text: string) => ({ iscsi: { ...iscsi, iqn: text } })
const PAIR = 'must be a host:port pair or multiple pairs separated by commas'
const RESERVED = 'kubernetes.io and k8s.io namespaces are reserved'

const cases: readonly [source: object, errors: string[]][] = [
  [{ iscsi }, []],
  [iqn('eui.0123456789ABCDEF'), []],
  [iqn('naa.62004567BA64678D0123456789ABCDEF'), []],
  [
    iqn('2015-02.example.com:test'),
    [`${V}.iscsi.iqn: Invalid value: "2015-02.example.com:test": must be valid format starting with iqn, eui, or naa`],
  ],
  [iqn('iqn.2015-02.example.com'), [`${V}.iscsi.iqn: Invalid value: "iqn.2015-02.example.com": must be valid format`]],
  [iqn('eui.1'), [`${V}.iscsi.iqn: Invalid value: "eui.1": must be valid format`]],
  [
    { iscsi: { ...iscsi, targetPortal: 'a'.repeat(64), lun: 256, chapAuthSession: true, initiatorName: 'x' } },
    [
      `${V}.iscsi.lun: Invalid value: 256: must be between 0 and 255, inclusive`,
      `${V}.iscsi.secretRef: Required value`,
      `${V}.iscsi.initiatorname: Invalid value: "x": must be valid format starting with iqn, eui, or naa`,
      `${V}.name: Invalid value: "v": Total length of <volume name>:<iscsi.targetPortal> must be under 64 characters if iscsi.initiatorName is specified.`,
    ],
  ],
  [
    { gcePersistentDisk: { pdName: 'a', partition: 256 } },
    [`${V}.persistentDisk.partition: Invalid value: 256: must be between 1 and 255, inclusive`],
  ],
  [{ flocker: {} }, [`${V}.flocker: Required value: one of datasetName and datasetUUID is required`]],
  [
    { flocker: { datasetName: 'a/b', datasetUUID: 'c' } },
    [
      `${V}.flocker: Invalid value: "resource": datasetName and datasetUUID can not be specified simultaneously`,
      `${V}.flocker.datasetName: Invalid value: "a/b": must not contain '/'`,
    ],
  ],
  [{ quobyte: { registry: 'r:1,[::1]:2', volume: 'v' } }, []],
  [
    { quobyte: { registry: 'r', volume: '' } },
    [`${V}.quobyte.registry: Invalid value: "r": ${PAIR}`, `${V}.quobyte.volume: Required value`],
  ],
  [{ quobyte: { registry: '', volume: 'v' } }, [`${V}.quobyte.registry: Required value: ${PAIR}`]],
  [{ fc: { wwids: ['a'] } }, []],
  [{ fc: {} }, [`${V}.fc.targetWWNs: Required value: must specify either targetWWNs or wwids, but not both`]],
  [
    { fc: { targetWWNs: ['a'], wwids: ['b'] } },
    [
      `${V}.fc.targetWWNs: Invalid value: ["a"]: targetWWNs and wwids can not be specified simultaneously`,
      `${V}.fc.lun: Required value: lun is required if targetWWNs is specified`,
    ],
  ],
  [
    { flexVolume: { driver: 'd', options: { 'a.K8s.io/x': '1', 'kubernetes.io': '1', 'mykubernetes.io': '1' } } },
    ['a.K8s.io/x', 'kubernetes.io'].map(
      (key) => `${V}.flexVolume.options[${key}]: Invalid value: "${key}": ${RESERVED}`,
    ),
  ],
  [{ azureFile: {} }, [`${V}.azureFile.secretName: Required value`, `${V}.azureFile.shareName: Required value`]],
  [
    { azureDisk: { diskName: 'd', diskURI: 'x', cachingMode: 'All', kind: 'Managed' } },
    [
      `${V}.azureDisk.cachingMode: Unsupported value: "All": supported values: "None", "ReadOnly", "ReadWrite"`,
      `${V}.azureDisk.diskURI: Unsupported value: "x": supported values: "/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}"`,
    ],
  ],
  [{ storageos: {} }, [`${V}.storageos.volumeName: Required value`]],
  [{ scaleIO: {} }, ['gateway', 'system', 'volumeName'].map((name) => `${V}.scaleIO.${name}: Required value`)],
  [{ cinder: { volumeID: 'a', secretRef: {} } }, [`${V}.cinder.secretRef.name: Required value`]],
  [{ csi: { driver: 'A.example', nodePublishSecretRef: {} } }, [`${V}.csi.nodePublishSecretRef.name: Required value`]],
  [{ csi: { driver: 'a'.repeat(64) } }, [`${V}.csi.driver: Too long: may not be more than 63 bytes`]],
]

for (const [source, errors] of cases)
  test(`a volume ${JSON.stringify(source).slice(0, 90)}`, () =>
    assert.deepEqual(podFaults({ volumes: [{ name: 'v', ...source }] }), errors))
