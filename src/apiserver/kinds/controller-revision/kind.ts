// Follows pkg/registry/apps/controllerrevision, pkg/apis/apps/validation and printControllerRevision, v1.36.
import type { ControllerRevision } from '../../../objects/kinds'
import { controllerOf } from '../../../objects/owners'
import { required } from '../../field-errors'
import { immutable, nonNegative } from '../field-checks'
import { kindDefinition } from '../kind'
import { between, numberColumn, textColumn } from '../workload-columns'

/** `statefulset.apps/web` */
function ownerText(revision: ControllerRevision): string {
  const owner = controllerOf(revision)
  if (!owner) return '<none>'
  const group = owner.apiVersion.includes('/') ? `.${owner.apiVersion.split('/')[0]}` : ''
  return `${owner.kind.toLowerCase()}${group}/${owner.name}`
}

export const controllerRevision = kindDefinition<ControllerRevision>({
  kind: 'ControllerRevision',
  group: 'apps',
  version: 'v1',
  plural: 'controllerrevisions',
  singular: 'controllerrevision',
  namespaced: true,
  validate: ({ data, revision }) => [
    ...(data === undefined || data === null ? [required('data', 'data is mandatory')] : []),
    ...nonNegative('revision', revision),
  ],
  validateUpdate: (next, previous) => immutable('data', next.data, previous.data),
  columns: between([textColumn('Controller', ownerText), numberColumn('Revision', ({ revision }) => revision)]),
})
