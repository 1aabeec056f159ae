// An Ingress that names no class gets the default one. Follows plugin/pkg/admission/network/defaultingressclass, v1.36.
import type { Kinds } from '../../objects/kinds'
import type { AdmissionPlugin } from '../admission'

const IS_DEFAULT = 'ingressclass.kubernetes.io/is-default-class'
const CLASS_ANNOTATION = 'kubernetes.io/ingress.class'

export const defaultIngressClass: AdmissionPlugin = {
  name: 'DefaultIngressClass',
  admit({ operation, definition, subresource, object, read }) {
    if (operation !== 'CREATE' || definition.kind !== 'Ingress' || subresource !== '') return object
    const ingress = object as Kinds['Ingress']
    if (ingress.spec.ingressClassName !== undefined || ingress.metadata.annotations?.[CLASS_ANNOTATION] !== undefined)
      return ingress
    // Of several default classes the newest, then the first by name.
    const defaults = read.list('IngressClass').filter(({ metadata }) => metadata.annotations?.[IS_DEFAULT] === 'true')
    const newest = defaults.reduce<(typeof defaults)[number] | undefined>(
      (found, each) => (found && found.metadata.creationTimestamp >= each.metadata.creationTimestamp ? found : each),
      undefined,
    )
    return newest
      ? ({ ...ingress, spec: { ...ingress.spec, ingressClassName: newest.metadata.name } } as Kinds['Ingress'])
      : ingress
  },
}
