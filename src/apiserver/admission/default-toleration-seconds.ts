// A Pod stays five minutes on a node that fails. Follows plugin/pkg/admission/defaulttolerationseconds, v1.36.
import type { Pod, Toleration } from '../../objects/kinds'
import type { AdmissionPlugin } from '../admission'
import { isPodWrite } from './forbid'

const SECONDS = 300
const KEYS = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable']

const tolerates = ({ key, effect }: Toleration, taint: string): boolean =>
  (!key || key === taint) && (!effect || effect === 'NoExecute')

export const defaultTolerationSeconds: AdmissionPlugin = {
  name: 'DefaultTolerationSeconds',
  admit(request) {
    const pod = request.object as Pod
    if (!isPodWrite(request)) return pod
    const tolerations = pod.spec.tolerations ?? []
    const missing = KEYS.filter((taint) => !tolerations.some((each) => tolerates(each, taint)))
    if (missing.length === 0) return pod
    const added = missing.map((key): Toleration => ({
      key,
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds: SECONDS,
    }))
    return { ...pod, spec: { ...pod.spec, tolerations: [...tolerations, ...added] } }
  },
}
