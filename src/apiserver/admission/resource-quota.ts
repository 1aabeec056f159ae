// A namespace uses no more than its quotas allow. Follows apiserver/pkg/admission/plugin/resourcequota, v1.36.
import { QUOTA_KINDS } from '../../objects/quota-usage'
import type { AdmissionPlugin, AdmissionRequest } from '../admission'
import { checkQuotas } from '../quota/check-quota'
import { forbid } from './forbid'

/** A change of other kinds never uses more than before. */
const CHECKED_ON_UPDATE = new Set(['Service', 'PersistentVolumeClaim', 'Pod'])
const COUNTED = new Set(QUOTA_KINDS)

function isChecked({ operation, definition, subresource }: AdmissionRequest): boolean {
  if (subresource !== '' || !COUNTED.has(definition.kind)) return false
  return operation === 'CREATE' || (operation === 'UPDATE' && CHECKED_ON_UPDATE.has(definition.kind))
}

/** The last of the chain: what it books is used, whatever comes after. */
export const resourceQuota: AdmissionPlugin = {
  name: 'ResourceQuota',
  validate(request) {
    const { read, namespace, object, previous, now, dryRun, putStatus } = request
    if (!isChecked(request) || !object) return
    const quotas = read.list('ResourceQuota', namespace)
    if (quotas.length === 0) return
    const verdict = checkQuotas(quotas, { object, previous, now })
    if ('refusal' in verdict) throw forbid(request, verdict.refusal)
    if (!dryRun) for (const quota of verdict.booked) putStatus(quota)
  },
}
