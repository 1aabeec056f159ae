// Follows pkg/registry/core/serviceaccount, v1.36.
import type { ServiceAccount } from '../../../objects/kinds'
import { withoutZeros } from '../filled'
import type { Column, KindDefinition } from '../kind'
import { ageColumn, nameColumn } from '../name-and-age'

const serviceAccountColumns: readonly Column<ServiceAccount>[] = [nameColumn, ageColumn]

export const serviceAccountKind: KindDefinition<ServiceAccount> = {
  kind: 'ServiceAccount',
  group: '',
  version: 'v1',
  plural: 'serviceaccounts',
  singular: 'serviceaccount',
  shortNames: ['sa'],
  namespaced: true,
  subresources: ['token'],
  defaults: (account) => withoutZeros(account, ['secrets', 'imagePullSecrets']),
  warnings: ({ metadata }) =>
    metadata.annotations?.['kubernetes.io/enforce-mountable-secrets'] === undefined
      ? []
      : [
          'metadata.annotations[kubernetes.io/enforce-mountable-secrets]: deprecated in v1.32+; prefer separate namespaces to isolate access to mounted secrets',
        ],
  columns: serviceAccountColumns,
}
