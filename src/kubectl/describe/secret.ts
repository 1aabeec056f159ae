// Follows kubectl/pkg/describe describeSecret, v1.36.
import type { Secret } from '../../objects/kinds'
import { base64Length } from './config-map'
import type { Describer } from './describer'
import { describeAnnotations, describeLabels, sortedKeys } from './labels-section'

export const describeSecret: Describer<Secret> = (secret, w) => {
  const { metadata, type = '', data } = secret
  w.field(0, 'Name', metadata.name)
  w.field(0, 'Namespace', metadata.namespace)
  describeLabels(w, 'Labels', metadata.labels)
  describeAnnotations(w, 'Annotations', metadata.annotations)
  w.put(0, `\nType:\t${type}\n`)
  w.put(0, '\nData\n====\n')
  for (const key of sortedKeys(data)) {
    const value = data?.[key] ?? ''
    const isToken = key === 'token' && type === 'kubernetes.io/service-account-token'
    w.field(0, key, isToken ? atob(value) : `${base64Length(value)} bytes`)
  }
}
