// Follows SetDefaults_StatefulSet of pkg/apis/apps/v1, v1.36.
import type { V1PersistentVolumeClaim, V1StatefulSetUpdateStrategy } from '../../../objects/generated/kubernetes'
import type { StatefulSet } from '../../../objects/kinds'
import { changed, filled, mapped, withoutZeros } from '../filled'
import { defaultClaimSpec } from '../persistent-volume-claim/defaults'
import { defaultPodTemplate } from '../pod-template'

const REVISION_HISTORY_LIMIT = 10
const RETAIN = { whenDeleted: 'Retain', whenScaled: 'Retain' }

export function defaultStatefulSet(set: StatefulSet): StatefulSet {
  const spec = filled(
    withoutZeros(set.spec ?? {}, ['minReadySeconds', 'podManagementPolicy', 'volumeClaimTemplates']),
    {
      podManagementPolicy: 'OrderedReady',
      replicas: 1,
      revisionHistoryLimit: REVISION_HISTORY_LIMIT,
      serviceName: '',
    },
  )
  return changed(set, {
    spec: changed(spec, {
      template: defaultPodTemplate(spec.template),
      updateStrategy: defaultUpdateStrategy(spec.updateStrategy),
      persistentVolumeClaimRetentionPolicy: filled(
        withoutZeros(spec.persistentVolumeClaimRetentionPolicy ?? {}, ['whenDeleted', 'whenScaled']),
        RETAIN,
      ),
      ...(spec.volumeClaimTemplates
        ? { volumeClaimTemplates: mapped(spec.volumeClaimTemplates, defaultClaimTemplate) }
        : {}),
    }),
    status: filled(set.status ?? {}, { replicas: 0, availableReplicas: 0 }),
  })
}

function defaultUpdateStrategy(strategy: V1StatefulSetUpdateStrategy = {}): V1StatefulSetUpdateStrategy {
  const type = strategy.type || 'RollingUpdate'
  if (type !== 'RollingUpdate') return changed(strategy, { type })
  return changed(strategy, { type, rollingUpdate: filled(strategy.rollingUpdate ?? {}, { partition: 0 }) })
}

/** Claims inside a StatefulSet carry their kind, as its conversion writes it. */
const defaultClaimTemplate = (claim: V1PersistentVolumeClaim): V1PersistentVolumeClaim =>
  changed(claim, {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: claim.metadata ?? {},
    spec: defaultClaimSpec(claim.spec),
    status: filled(claim.status ?? {}, { phase: 'Pending' }),
  })
