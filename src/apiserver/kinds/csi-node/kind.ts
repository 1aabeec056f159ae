// Follows pkg/registry/storage/csinode, pkg/apis/storage/validation and printCSINode, v1.36.
import type { Kinds } from '../../../objects/kinds'
import { isQualifiedName } from '../../../objects/names'
import { duplicate, invalid, required, type FieldError } from '../../field-errors'
import { each, immutable, invalidFor, nonNegative } from '../field-checks'
import { changed } from '../filled'
import { kindDefinition } from '../kind'
import { validateCsiDriver } from '../persistent-volume/validate'
import { between, numberColumn } from '../workload-columns'

type CSINode = Kinds['CSINode']

type Driver = CSINode['spec']['drivers'][number]

const NODE_ID_MAX = 192

const validate = ({ spec: { drivers } }: CSINode): FieldError[] =>
  each(drivers, 'spec.drivers', ({ name = '', nodeID = '', allocatable, topologyKeys = [] }, at, index) => [
    ...validateCsiDriver(name, `${at}.name`),
    ...(nodeID ? [] : [required(`${at}.nodeID`)]),
    ...(nodeID.length > NODE_ID_MAX
      ? [invalid(`${at}.nodeID`, nodeID, `must be ${NODE_ID_MAX} characters or less`)]
      : []),
    ...nonNegative(`${at}.allocatable.count`, allocatable?.count),
    ...(drivers.findIndex((other) => other.name === name) < index ? [duplicate(`${at}.name`, name)] : []),
    ...topologyKeys.flatMap((key, place) => [
      ...(key === '' ? [required(at)] : []),
      ...(topologyKeys.indexOf(key) < place ? [duplicate(at, key)] : []),
      ...invalidFor(at, key, isQualifiedName(key)),
    ]),
  ])

/** Drivers come and go, and count volumes anew; all else of one that stays is as it was. */
const validateUpdate = (next: CSINode, previous: CSINode): FieldError[] =>
  previous.spec.drivers.flatMap((old) => {
    const driver = next.spec.drivers.find(({ name }) => name === old.name)
    return driver ? immutable('spec.drivers', inMemory(driver), inMemory(old)) : []
  })

const inMemory = ({ name, nodeID, topologyKeys = [] }: Driver) => ({
  Name: name,
  NodeID: nodeID,
  TopologyKeys: topologyKeys.length > 0 ? topologyKeys : null,
  Allocatable: null,
})

export const csiNode = kindDefinition<CSINode>({
  kind: 'CSINode',
  group: 'storage.k8s.io',
  version: 'v1',
  plural: 'csinodes',
  singular: 'csinode',
  needsVersion: true,
  namespaced: false,
  defaults: (node) => changed(node, { spec: node.spec.drivers ? node.spec : { ...node.spec, drivers: [] } }),
  validate,
  validateUpdate,
  columns: between([numberColumn('Drivers', ({ spec }) => spec.drivers?.length ?? 0)]),
})
