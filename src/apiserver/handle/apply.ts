import type { KubeObject } from '../../objects/kube-object'
import { NotModelled } from '../../objects/not-modelled'
import type { Handling } from './write-verbs'

/** PATCH with application/apply-patch+yaml: server-side apply. */
export function applyObject(_handling: Handling): { object: KubeObject; created: boolean } {
  throw new NotModelled('server-side apply')
}
