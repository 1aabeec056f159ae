import type { KubeObject } from '../../../objects/kube-object'

/** Said with every write of a kind that is kept and nothing else: nobody shall believe that it acts. */
export const keptOnly =
  (what: string) =>
  (_: KubeObject): string[] => [`not modelled: ${what}`]
