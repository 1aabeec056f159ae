// What is answered and not kept: reviews and metrics.
import { notAcceptable, wanted } from '../media-types'
import type { ApiResponse } from '../request'
import type { Handling } from '../write-verbs'
import { methodNotAllowed } from '../../status'
import { metricsAnswer } from './metrics'
import { reviewAnswer } from './reviews'

/** undefined for kinds that are kept. Throws MethodNotAllowed. */
export function virtualAnswer(handling: Handling): ApiResponse | undefined {
  const {
    path: { definition },
    request,
  } = handling
  if (definition.group === 'metrics.k8s.io') return request.method === 'GET' ? metricsAnswer(handling) : refuse()
  if (definition.group !== 'authorization.k8s.io' && definition.group !== 'authentication.k8s.io') return undefined
  if (wanted(request).representation !== 'object') throw notAcceptable()
  return request.method === 'POST' ? reviewAnswer(handling) : refuse()
}

function refuse(): never {
  throw methodNotAllowed()
}
