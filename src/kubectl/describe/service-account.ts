// Follows kubectl/pkg/describe describeServiceAccount, v1.36.
import type { ServiceAccount } from '../../objects/kinds'
import type { Describer } from './describer'
import { describeAnnotations, describeLabels } from './labels-section'

const HEADER = 'Image pull secrets:'

export const describeServiceAccount: Describer<ServiceAccount> = async (account, w, context) => {
  const { metadata, imagePullSecrets = [] } = account
  w.field(0, 'Name', metadata.name)
  w.field(0, 'Namespace', metadata.namespace)
  describeLabels(w, 'Labels', metadata.labels)
  describeAnnotations(w, 'Annotations', metadata.annotations)
  if (imagePullSecrets.length === 0) w.put(0, `${HEADER}\t<none>\n`)
  imagePullSecrets.forEach(({ name = '' }, i) => w.row(0, i === 0 ? HEADER : ' '.repeat(HEADER.length), name))
  await context.events(account, w)
}
