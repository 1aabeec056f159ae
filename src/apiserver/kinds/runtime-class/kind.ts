// Follows pkg/registry/node/runtimeclass, pkg/apis/node/validation and printRuntimeClass, v1.36.
import type { Kinds } from '../../../objects/kinds'
import { invalid } from '../../field-errors'
import { immutable } from '../field-checks'
import { kindDefinition } from '../kind'
import { isDns1123Label } from '../metadata'
import { between, textColumn } from '../workload-columns'

export const runtimeClass = kindDefinition<Kinds['RuntimeClass']>({
  kind: 'RuntimeClass',
  group: 'node.k8s.io',
  version: 'v1',
  plural: 'runtimeclasses',
  singular: 'runtimeclass',
  needsVersion: true,
  namespaced: false,
  validate: ({ handler }) => isDns1123Label(handler).map((message) => invalid('handler', handler, message)),
  validateUpdate: (next, previous) => immutable('handler', next.handler, previous.handler),
  columns: between([textColumn('Handler', ({ handler }) => handler)]),
})
