// Deliberate faults in kubectl: each must make a scenario fail that carries its behaviour as a tag.

import type { Mutation } from './mutation'

const mutation = (
  behaviour: string,
  file: string,
  why: string,
  [find, replace]: readonly [string, string],
): Mutation => ({ behaviour, file: `src/kubectl/${file}`, find, replace, why })

export const kubectlMutations: readonly Mutation[] = [
  mutation('KCT-01', 'resources/expand-files.ts', 'does not read standard input', ["if (name === '-') {", "if (name === '--') {"]),
  mutation('KCT-02', 'commands/patch.ts', 'sends a JSON patch as a merge patch', [
    'await session.api.patch(address, type, body, { query })',
    "await session.api.patch(address, type === 'json' ? 'merge' : type, body, { query })",
  ]),
  mutation('KCT-03', 'commands/edit/edit.ts', 'does not send what was edited', [
    "await print('edited', patched)",
    "await session.api.patch(address, 'strategic', JSON.stringify(before.object)); await print('edited', patched)",
  ]),
  mutation('KCT-04', 'commands/deletion-flags.ts', 'takes --cascade=false for a cascade', [
    "isTrue(value) ? 'background' : isBool(value) ? 'orphan'",
    "isTrue(value) || isBool(value) ? 'background' : isBool(value) ? 'orphan'",
  ]),
  mutation('KCT-04', 'kubectl.ts', 'does not say that a flag is deprecated', [
    'if (deprecated && flags.changed(name))',
    'if (deprecated && !flags.changed(name) && name === deprecated)',
  ]),
  mutation('DEP-03', 'commands/rollout/rollout-status.ts', 'does not wait for the old replicas to go', [
    'if (replicas > updated)',
    'if (replicas < 0)',
  ]),
  mutation('DEP-12', 'commands/change-cause.ts', 'forgets the flags in the change cause', [
    "return [session.commandPath, ...args, ...flags].join(' ')",
    "return [session.commandPath, ...args, ...flags.slice(0, 0)].join(' ')",
  ]),
  mutation('DEP-13', 'commands/rollout/revisions.ts', 'lists the newest revision first', [
    'a.number - b.number',
    'b.number - a.number',
  ]),
  mutation('DEP-14', 'commands/rollout/undo.ts', 'goes back to the previous revision whatever is asked for', [
    'revisions.find(({ number }) => number === wanted)',
    'revisions.at(-2)',
  ]),
  mutation('DEP-21', 'describe/events-section.ts', 'does not say how often an event came', [
    'return (event.count ?? 0) > 1 ?',
    'return (event.count ?? 0) < 0 ?',
  ]),
  mutation('STS-14', 'commands/rollout/rollout-status.ts', 'says nothing of Pods that are not ready', [
    'if (wanted !== undefined && ready < Number(wanted))',
    'if (wanted !== undefined && ready < 0)',
  ]),
  mutation('DS-09', 'resources/rest-mapper.ts', 'does not know short names', [
    'const short = inGroup.filter((each) => each.shortNames.includes(name))',
    'const short = inGroup.filter((each) => each.resource === `${name} `)',
  ]),
  mutation('POD-13', 'commands/label.ts', 'adds labels but removes none', [
    'for (const key of removed) delete labels[key]',
    'for (const key of removed) void key',
  ]),
  mutation('POD-14', 'describe/events-section.ts', 'does not say who reported an event', [
    "event.source?.component || event.reportingComponent || ''",
    "''",
  ]),
]
