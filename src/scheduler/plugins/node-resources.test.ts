// Points for what is left on a node, and for how evenly it is used. After upstream's least_allocated_test.go; the points for evenness
// are reckoned by hand from balanced_allocation.go, v1.36: 50 + (50 + evenness with the Pod - evenness without it) / 2.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { onNode, pointsOf } from '../testing/ask'
import { node } from '../testing/fake-cluster'
import type { Node } from '../../objects/kinds'
import { nodeResourcesBalancedAllocation } from './node-resources-balanced-allocation'
import { nodeResourcesFit } from './node-resources-fit'

/** cpu and memory, as they are and as they are asked for */
type Amounts = readonly [cpu: string, memory: string]

const requestsOf = ([cpu, memory]: Amounts) => ({ requests: { cpu, memory } })
const machine = (name: string, [cpu, memory]: Amounts): Node => {
  const made = node(name, { allocatable: { cpu, memory } })
  return { ...made, metadata: { ...made.metadata, uid: name } } as unknown as Node
}

const table: [
  name: string,
  asked: Amounts,
  nodes: [Amounts, Amounts],
  running: [Amounts[], Amounts[]],
  left: number[],
  even: number[],
][] = [
  [
    'nothing runs, nodes of two sizes',
    ['3', '5000'],
    [
      ['4', '10000'],
      ['6', '10000'],
    ],
    [[], []],
    [37, 50],
    [68, 75],
  ],
  [
    'one of the nodes uses memory already',
    ['3', '5000'],
    [
      ['10', '20000'],
      ['10', '20000'],
    ],
    [[['3', '0']], [['3', '5000']]],
    [57, 45],
    [73, 74],
  ],
  [
    'the other has more memory',
    ['3', '5000'],
    [
      ['10', '20000'],
      ['10', '50000'],
    ],
    [[['3', '0']], [['3', '5000']]],
    [57, 60],
    [73, 70],
  ],
  [
    'more is asked for than there is',
    ['3', '0'],
    [
      ['4', '10000'],
      ['4', '10000'],
    ],
    [[['3', '0']], [['3', '5000']]],
    [50, 25],
    [69, 69],
  ],
  [
    'nodes without anything',
    ['1', '1'],
    [
      ['0', '0'],
      ['0', '0'],
    ],
    [[], []],
    [0, 0],
    [75, 75],
  ],
]

for (const [name, asked, nodes, running, left, even] of table) {
  const stage = {
    nodes: nodes.map((amounts, place) => machine(`n${place}`, amounts)),
    pods: running.flatMap((all, place) => all.map((amounts) => onNode(`n${place}`, requestsOf(amounts)))),
  }
  test(`points for what is left: ${name}`, () =>
    assert.deepEqual(pointsOf(nodeResourcesFit, requestsOf(asked), stage), left))
  test(`points for evenness: ${name}`, () =>
    assert.deepEqual(pointsOf(nodeResourcesBalancedAllocation, requestsOf(asked), stage), even))
}

test('who asks for nothing gets no points for evenness', () => {
  const stage = { nodes: [machine('n', ['4', '10000'])], pods: [] }
  assert.equal(pointsOf(nodeResourcesBalancedAllocation, {}, stage), undefined)
})
