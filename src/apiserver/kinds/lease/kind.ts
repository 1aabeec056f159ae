// Follows pkg/registry/coordination/lease, pkg/apis/coordination/validation and printLease, v1.36.
import type { Lease } from '../../../objects/kinds'
import { invalid } from '../../field-errors'
import { nonNegative } from '../field-checks'
import { changed } from '../filled'
import { kindDefinition } from '../kind'
import { between, textColumn } from '../workload-columns'

export const lease = kindDefinition<Lease>({
  kind: 'Lease',
  group: 'coordination.k8s.io',
  version: 'v1',
  plural: 'leases',
  singular: 'lease',
  madeByUpdate: true,
  needsVersion: true,
  namespaced: true,
  // The gate CoordinatedLeaderElection is off.
  defaults: (object) =>
    changed(object, { spec: changed(object.spec ?? {}, { strategy: undefined, preferredHolder: undefined }) }),
  validate: ({ spec: { leaseDurationSeconds: seconds, leaseTransitions } }) => [
    ...(seconds !== undefined && seconds <= 0
      ? [invalid('spec.leaseDurationSeconds', seconds, 'must be greater than 0')]
      : []),
    ...nonNegative('spec.leaseTransitions', leaseTransitions),
  ],
  columns: between([textColumn('Holder', ({ spec }) => spec.holderIdentity ?? '')]),
})
