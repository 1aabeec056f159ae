// Follows pkg/registry/autoscaling/horizontalpodautoscaler, v1.36.
import type { HorizontalPodAutoscaler } from '../../../objects/kinds'
import { kindDefinition, type Column } from '../kind'
import type { KubeObject } from '../../../objects/kube-object'
import { horizontalPodAutoscalerColumns } from './columns'
import { horizontalPodAutoscalerFromV1, horizontalPodAutoscalerToV1 } from './convert-v1'
import { defaultHorizontalPodAutoscaler } from './defaults'
import { validateHorizontalPodAutoscaler, validateHorizontalPodAutoscalerStatus } from './validate'

export const horizontalPodAutoscaler = kindDefinition<HorizontalPodAutoscaler>({
  kind: 'HorizontalPodAutoscaler',
  group: 'autoscaling',
  version: 'v2',
  plural: 'horizontalpodautoscalers',
  singular: 'horizontalpodautoscaler',
  shortNames: ['hpa'],
  categories: ['all'],
  namespaced: true,
  hasStatus: true,
  versions: [
    {
      group: 'autoscaling',
      version: 'v1',
      toStored: horizontalPodAutoscalerFromV1,
      fromStored: horizontalPodAutoscalerToV1,
      columns: horizontalPodAutoscalerColumns as unknown as readonly Column<KubeObject>[],
    },
  ],
  defaults: defaultHorizontalPodAutoscaler,
  validate: validateHorizontalPodAutoscaler,
  validateStatusUpdate: validateHorizontalPodAutoscalerStatus,
  columns: horizontalPodAutoscalerColumns,
})
