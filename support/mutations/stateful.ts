// Deliberate faults in what the API takes for a StatefulSet.
import type { Mutation } from './mutation'

export const statefulMutations: readonly Mutation[] = [
  {
    behaviour: 'STS-18',
    file: 'src/apiserver/kinds/stateful-set/validate.ts',
    find: "if (!(selector as typeof selector | undefined)) return [required('spec.selector')]",
    replace: 'if (!(selector as typeof selector | undefined)) return []',
    why: 'A StatefulSet without a selector is not told what is missing.',
  },
  {
    behaviour: 'STS-18',
    file: 'src/apiserver/kinds/stateful-set/validate.ts',
    find: '...selectorMatchesTemplate(selector, template),',
    replace: '',
    why: 'A selector may select none of its own Pods.',
  },
]
