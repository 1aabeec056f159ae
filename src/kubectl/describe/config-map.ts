// Follows kubectl/pkg/describe ConfigMapDescriber, v1.36.
import type { ConfigMap } from '../../objects/kinds'
import type { Describer } from './describer'
import { describeAnnotations, describeLabels, sortedKeys } from './labels-section'

export const describeConfigMap: Describer<ConfigMap> = async (configMap, w, context) => {
  const { metadata, data, binaryData } = configMap
  w.field(0, 'Name', metadata.name)
  w.field(0, 'Namespace', metadata.namespace)
  describeLabels(w, 'Labels', metadata.labels)
  describeAnnotations(w, 'Annotations', metadata.annotations)
  w.put(0, '\nData\n====\n')
  for (const key of sortedKeys(data)) {
    w.put(0, `${key}:\n----\n`)
    w.put(0, `${data?.[key] ?? ''}\n`)
    w.put(0, '\n')
  }
  w.put(0, '\nBinaryData\n====\n')
  for (const key of sortedKeys(binaryData)) w.put(0, `${key}: ${base64Length(binaryData?.[key] ?? '')} bytes\n`)
  w.put(0, '\n')
  await context.events(configMap, w)
}

/** How many bytes a base64 text stands for. */
export const base64Length = (text: string): number => Math.floor((text.replace(/[=\s]/g, '').length * 3) / 4)
