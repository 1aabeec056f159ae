import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Pod } from '../../objects/kinds'
import { podState } from './pod-span'

test('the state of a Pod as a reader sees it', () => {
  const ready = (status: string) => [{ type: 'Ready', status }]
  const table: [string, { metadata?: object; spec?: object; status: object }][] = [
    ['pending', { status: { phase: 'Pending' } }],
    ['creating', { spec: { nodeName: 'n' }, status: { phase: 'Pending' } }],
    ['running', { spec: { nodeName: 'n' }, status: { phase: 'Running', conditions: ready('False') } }],
    ['ready', { spec: { nodeName: 'n' }, status: { phase: 'Running', conditions: ready('True') } }],
    ['failed', { status: { phase: 'Failed' } }],
    ['succeeded', { status: { phase: 'Succeeded' } }],
    ['terminating', { metadata: { deletionTimestamp: 'x' }, status: { phase: 'Running', conditions: ready('True') } }],
    ['terminating', { metadata: { deletionTimestamp: 'x' }, status: { phase: 'Succeeded' } }],
  ]
  for (const [state, { metadata = {}, spec = {}, status }] of table)
    assert.equal(podState({ metadata, spec, status } as unknown as Pod), state)
})
