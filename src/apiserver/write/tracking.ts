// What the fields of a write are compared by, and to whom they belong. Follows apimachinery/pkg/util/managedfields and the reset
// fields of the registries' strategies, v1.36.
import { apiVersionOf } from '../../objects/kube-object'
import type { KindDefinition } from '../kinds/kind'
import { schemaNameOf } from '../openapi/schemas'
import { shapeOfKind } from '../patch/server-side-apply/shape'
import type { Tracking } from '../patch/server-side-apply/track'

/** Fields that a write of the status does not change. */
const NOT_OF_STATUS = [['f:spec'], ['f:metadata', 'f:labels'], ['f:metadata', 'f:ownerReferences']]
const STATUS = [['f:status']]
/** Of a custom resource it changes the status and nothing else. */
const NOT_OF_CUSTOM_STATUS = [['f:spec'], ['f:metadata']]

export function trackingOf(
  { group, version, kind, hasStatus, shape }: KindDefinition,
  manager: string,
  subresource: string,
  time: string,
  operation: 'Apply' | 'Update' = 'Update',
): Tracking {
  return {
    shape: shape ?? shapeOfKind(schemaNameOf({ group, version, kind })),
    time,
    foreign: subresource === 'status' ? (shape ? NOT_OF_CUSTOM_STATUS : NOT_OF_STATUS) : hasStatus ? STATUS : [],
    key: { manager, operation, apiVersion: apiVersionOf({ group, version }), subresource },
  }
}
