import assert from 'node:assert/strict'
import { test } from 'node:test'
import { differentFigures } from './figures'
import type { Recording } from './recording'

const state = (replicas: number, ready: number, said = 'Progressing True'): string =>
  `generation 1, readyReplicas ${ready}, replicas ${replicas} | ${said}`
const compared = (want: readonly string[], got: readonly string[]): number =>
  differentFigures({ figures: [{ kind: 'ReplicaSet', states: want }] } as unknown as Recording, [
    { kind: 'ReplicaSet', states: got },
  ]).flatMap(({ hunks }) => hunks).length

const [none, one, two, three] = [state(3, 0), state(3, 1), state(3, 2), state(3, 3)] as [string, string, string, string]

const TABLE: readonly [name: string, want: readonly string[], got: readonly string[], differences: number][] = [
  ['the same', [none, one, three], [none, one, three], 0],
  ['a state on the way that only we saw', [none, one, three], [none, one, two, three], 0],
  ['a state on the way that only the recorder saw', [none, one, two, three], [none, three], 0],
  ['a state that is not on the way', [none, three], [none, state(4, 1), three], 1],
  ['other words on the way', [none, three], [none, state(3, 1, 'Progressing False'), three], 1],
  ['an end that is missing', [none, three], [none], 1],
  ['an end that the recorder did not see', [none], [none, three], 1],
  ['one in the place of another', [none, one, three], [none, two, three], 1],
]

for (const [name, want, got, differences] of TABLE) test(name, () => assert.equal(compared(want, got), differences))

test('a workload that is missing', () => assert.equal(compared([none], []), 1))
