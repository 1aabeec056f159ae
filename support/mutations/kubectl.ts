// Deliberate faults of kubectl and of what it asks the API server for.
import type { Mutation } from './mutation'

export const kubectlMutations: readonly Mutation[] = [
  {
    behaviour: 'POD-13',
    file: 'src/objects/selector-text.ts',
    find: "notin: 'NotIn',",
    replace: "notin: 'In',",
    why: 'notin selects what in does.',
  },
  {
    behaviour: 'POD-14',
    file: 'src/apiserver/events/correlator.ts',
    find: 'entry.count++',
    replace: 'entry.count = 1',
    why: 'An Event that is told again is not counted up.',
  },
  {
    behaviour: 'KCT-01',
    file: 'src/cluster/terminal/kubectl-command.ts',
    find: 'stdin: () => call.stdin.text()',
    replace: "stdin: () => Promise.resolve('')",
    why: 'kubectl hears nothing of a pipe or a here-document.',
  },
  {
    behaviour: 'KCT-02',
    file: 'src/apiserver/patch/apply-patch.ts',
    find: 'return mergePatch(base, patch.body) as Submitted',
    replace: 'return current as Submitted',
    why: 'A merge patch changes nothing.',
  },
  {
    behaviour: 'KCT-03',
    file: 'src/kubectl/commands/edit/edit.ts',
    find: 'if (meaningOf(original) === meaningOf(next))',
    replace: 'if (meaningOf(original) !== meaningOf(next))',
    why: 'What was changed in the editor is not submitted.',
  },
  {
    behaviour: 'KCT-04',
    file: 'src/kubectl/commands/deletion-flags.ts',
    find: 'can be replaced with --cascade=${instead}',
    replace: 'is gone',
    why: '--cascade=false does not say what takes its place.',
  },
]
