// Follows printDeployment of pkg/printers/internalversion, v1.36.
import type { Deployment } from '../../../objects/kinds'
import type { Column } from '../kind'
import { between, numberColumn, textColumn, wideColumns } from '../workload-columns'

export const deploymentColumns: readonly Column<Deployment>[] = between(
  [
    textColumn('Ready', ({ spec, status }) => `${status.readyReplicas ?? 0}/${spec.replicas ?? 0}`),
    numberColumn('Up-to-date', ({ status }) => status.updatedReplicas ?? 0),
    numberColumn('Available', ({ status }) => status.availableReplicas ?? 0),
  ],
  wideColumns(({ spec }) => ({ spec: spec.template.spec, selector: spec.selector })),
)
