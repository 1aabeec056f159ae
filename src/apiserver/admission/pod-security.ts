// The standards of Pod security are not modelled: a namespace that asks for one is told so, rather than left unguarded.
import { NotModelled } from '../../objects/not-modelled'
import type { AdmissionPlugin } from '../admission'
import { isPodWrite } from './forbid'

const ENFORCE = 'pod-security.kubernetes.io/enforce'

export const podSecurity: AdmissionPlugin = {
  name: 'PodSecurity',
  validate(request) {
    if (!isPodWrite(request) || request.operation !== 'CREATE') return
    const level = request.read.get('Namespace', '', request.namespace)?.metadata.labels?.[ENFORCE]
    if (level !== undefined && level !== 'privileged')
      throw new NotModelled(
        `the Pod security standard ${JSON.stringify(level)}`,
        `take the label ${ENFORCE} off namespace ${request.namespace}`,
      )
  },
}
