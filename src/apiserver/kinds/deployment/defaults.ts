// Follows SetDefaults_Deployment of pkg/apis/apps/v1, v1.36.
import type { V1DeploymentStrategy } from '../../../objects/generated/kubernetes'
import type { Deployment } from '../../../objects/kinds'
import { changed, filled, withoutZeros } from '../filled'
import { defaultPodTemplate } from '../pod-template'

const REVISION_HISTORY_LIMIT = 10
const PROGRESS_DEADLINE_SECONDS = 600
const ROLLING = { maxUnavailable: '25%', maxSurge: '25%' }

export function defaultDeployment(deployment: Deployment): Deployment {
  const spec = filled(withoutZeros(deployment.spec ?? {}, ['minReadySeconds', 'paused']), {
    replicas: 1,
    revisionHistoryLimit: REVISION_HISTORY_LIMIT,
    progressDeadlineSeconds: PROGRESS_DEADLINE_SECONDS,
  })
  return changed(deployment, {
    spec: changed(spec, { strategy: defaultStrategy(spec.strategy), template: defaultPodTemplate(spec.template) }),
    status: deployment.status ?? {},
  })
}

function defaultStrategy(strategy: V1DeploymentStrategy = {}): V1DeploymentStrategy {
  const type = strategy.type || 'RollingUpdate'
  if (type !== 'RollingUpdate') return changed(strategy, { type })
  return changed(strategy, { type, rollingUpdate: filled(strategy.rollingUpdate ?? {}, ROLLING) })
}
