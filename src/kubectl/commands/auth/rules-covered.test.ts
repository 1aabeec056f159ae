// The cases of component-helpers/auth/rbac/validation/policy_comparator_test.go, v1.36.
import assert from 'node:assert/strict'
import test from 'node:test'
import { type PolicyRule, uncovered } from './rules-covered'

interface Case {
  readonly name: string
  readonly owner: readonly PolicyRule[]
  readonly wanted: readonly PolicyRule[]
  readonly uncovered: readonly PolicyRule[]
}

const cases: readonly Case[] = [
  {
    name: 'exact match',
    owner: [{ apiGroups: ['v1'], verbs: ['get'], resources: ['builds'] }],
    wanted: [{ apiGroups: ['v1'], verbs: ['get'], resources: ['builds'] }],
    uncovered: [],
  },
  {
    name: 'subresource wildcard',
    owner: [{ apiGroups: ['v1'], verbs: ['get'], resources: ['*/scale'] }],
    wanted: [{ apiGroups: ['v1'], verbs: ['get'], resources: ['foo/scale'] }],
    uncovered: [],
  },
  {
    name: 'multiple rules covering single rule',
    owner: [
      { apiGroups: ['v1'], verbs: ['delete'], resources: ['deployments'] },
      { apiGroups: ['v1'], verbs: ['delete'], resources: ['builds'] },
      { apiGroups: ['v1'], verbs: ['update'], resources: ['builds', 'deployments'] },
    ],
    wanted: [{ apiGroups: ['v1'], verbs: ['delete', 'update'], resources: ['builds', 'deployments'] }],
    uncovered: [],
  },
  {
    name: 'multiple api groups covering single rule',
    owner: [
      { apiGroups: ['group1'], verbs: ['delete'], resources: ['deployments'] },
      { apiGroups: ['group1'], verbs: ['delete'], resources: ['builds'] },
      { apiGroups: ['group1'], verbs: ['update'], resources: ['builds', 'deployments'] },
      { apiGroups: ['group2'], verbs: ['delete'], resources: ['deployments'] },
      { apiGroups: ['group2'], verbs: ['delete'], resources: ['builds'] },
      { apiGroups: ['group2'], verbs: ['update'], resources: ['builds', 'deployments'] },
    ],
    wanted: [{ apiGroups: ['group1', 'group2'], verbs: ['delete', 'update'], resources: ['builds', 'deployments'] }],
    uncovered: [],
  },
  {
    name: 'single api groups covering multiple',
    owner: [{ apiGroups: ['group1', 'group2'], verbs: ['delete', 'update'], resources: ['builds', 'deployments'] }],
    wanted: [
      { apiGroups: ['group1'], verbs: ['delete'], resources: ['deployments'] },
      { apiGroups: ['group1'], verbs: ['delete'], resources: ['builds'] },
      { apiGroups: ['group1'], verbs: ['update'], resources: ['builds', 'deployments'] },
      { apiGroups: ['group2'], verbs: ['delete'], resources: ['deployments'] },
      { apiGroups: ['group2'], verbs: ['delete'], resources: ['builds'] },
      { apiGroups: ['group2'], verbs: ['update'], resources: ['builds', 'deployments'] },
    ],
    uncovered: [],
  },
  {
    name: 'multiple rules missing single verb resource combination',
    owner: [
      { apiGroups: ['v1'], verbs: ['delete', 'update'], resources: ['builds', 'deployments'] },
      { apiGroups: ['v1'], verbs: ['delete'], resources: ['pods'] },
    ],
    wanted: [{ apiGroups: ['v1'], verbs: ['delete', 'update'], resources: ['builds', 'deployments', 'pods'] }],
    uncovered: [{ apiGroups: ['v1'], verbs: ['update'], resources: ['pods'] }],
  },
  {
    name: 'api group star covering multiple',
    owner: [{ apiGroups: ['*'], verbs: ['get'], resources: ['roles'] }],
    wanted: [{ apiGroups: ['group1', 'group2'], verbs: ['get'], resources: ['roles'] }],
    uncovered: [],
  },
  {
    name: 'enumeration not covering api group star',
    owner: [{ apiGroups: ['dummy-group'], verbs: ['get'], resources: ['roles'] }],
    wanted: [{ apiGroups: ['*'], verbs: ['get'], resources: ['roles'] }],
    uncovered: [{ apiGroups: ['*'], verbs: ['get'], resources: ['roles'] }],
  },
  {
    name: 'api group star covering star',
    owner: [{ apiGroups: ['*'], verbs: ['get'], resources: ['roles'] }],
    wanted: [{ apiGroups: ['*'], verbs: ['get'], resources: ['roles'] }],
    uncovered: [],
  },
  {
    name: 'verb star covering multiple',
    owner: [{ apiGroups: ['v1'], verbs: ['*'], resources: ['roles'] }],
    wanted: [{ apiGroups: ['v1'], verbs: ['watch', 'list'], resources: ['roles'] }],
    uncovered: [],
  },
  {
    name: 'enumeration not covering verb star',
    owner: [
      {
        apiGroups: ['v1'],
        verbs: ['get', 'list', 'watch', 'create', 'update', 'delete', 'exec'],
        resources: ['roles'],
      },
    ],
    wanted: [{ apiGroups: ['v1'], verbs: ['*'], resources: ['roles'] }],
    uncovered: [{ apiGroups: ['v1'], verbs: ['*'], resources: ['roles'] }],
  },
  {
    name: 'verb star covering star',
    owner: [{ apiGroups: ['v1'], verbs: ['*'], resources: ['roles'] }],
    wanted: [{ apiGroups: ['v1'], verbs: ['*'], resources: ['roles'] }],
    uncovered: [],
  },
  {
    name: 'resource star covering multiple',
    owner: [{ apiGroups: ['v1'], verbs: ['get'], resources: ['*'] }],
    wanted: [{ apiGroups: ['v1'], verbs: ['get'], resources: ['resourcegroup:deployments'] }],
    uncovered: [],
  },
  {
    name: 'enumeration not covering resource star',
    owner: [{ apiGroups: ['v1'], verbs: ['get'], resources: ['roles', 'resourcegroup:deployments'] }],
    wanted: [{ apiGroups: ['v1'], verbs: ['get'], resources: ['*'] }],
    uncovered: [{ apiGroups: ['v1'], verbs: ['get'], resources: ['*'] }],
  },
  {
    name: 'resource star covering star',
    owner: [{ apiGroups: ['v1'], verbs: ['get'], resources: ['*'] }],
    wanted: [{ apiGroups: ['v1'], verbs: ['get'], resources: ['*'] }],
    uncovered: [],
  },
  {
    name: 'resource name empty covering multiple',
    owner: [{ apiGroups: ['v1'], verbs: ['get'], resources: ['pods'], resourceNames: [] }],
    wanted: [{ apiGroups: ['v1'], verbs: ['get'], resources: ['pods'], resourceNames: ['foo', 'bar'] }],
    uncovered: [],
  },
  {
    name: 'enumeration not covering resource name empty',
    owner: [{ apiGroups: ['v1'], verbs: ['get'], resources: ['pods'], resourceNames: ['foo', 'bar'] }],
    wanted: [{ apiGroups: ['v1'], verbs: ['get'], resources: ['pods'], resourceNames: [] }],
    uncovered: [{ apiGroups: ['v1'], verbs: ['get'], resources: ['pods'] }],
  },
  {
    name: 'URLs:',
    owner: [{ nonResourceURLs: ['/apis'], verbs: ['*'] }],
    wanted: [{ nonResourceURLs: ['/apis'], verbs: ['*'] }],
    uncovered: [],
  },
  {
    name: 'URLs: star',
    owner: [{ nonResourceURLs: ['*'], verbs: ['*'] }],
    wanted: [{ nonResourceURLs: ['/apis', '/apis/v1', '/'], verbs: ['*'] }],
    uncovered: [],
  },
  {
    name: 'URLs: star after prefix doesnt cover',
    owner: [{ nonResourceURLs: ['/apis/*'], verbs: ['*'] }],
    wanted: [{ nonResourceURLs: ['/apis', '/apis/v1'], verbs: ['get'] }],
    uncovered: [{ nonResourceURLs: ['/apis'], verbs: ['get'] }],
  },
  {
    name: 'URLs: star after prefix',
    owner: [{ nonResourceURLs: ['/apis/*'], verbs: ['*'] }],
    wanted: [{ nonResourceURLs: ['/apis/v1/foo', '/apis/v1'], verbs: ['get'] }],
    uncovered: [],
  },
  {
    name: 'URLs: with other fields',
    owner: [{ apiGroups: ['v1'], verbs: ['get'], resources: ['builds'], nonResourceURLs: ['/apis'] }],
    wanted: [{ apiGroups: ['v1'], verbs: ['get'], resources: ['builds'], nonResourceURLs: ['/apis'] }],
    uncovered: [],
  },
  {
    name: 'URLs: with other fields failure',
    owner: [{ apiGroups: ['v1'], verbs: ['get'], resources: ['builds'] }],
    wanted: [{ apiGroups: ['v1'], verbs: ['get'], resources: ['builds'], nonResourceURLs: ['/apis'] }],
    uncovered: [{ nonResourceURLs: ['/apis'], verbs: ['get'] }],
  },
]

for (const { name, owner, wanted, uncovered: expected } of cases)
  test(name, () => assert.deepEqual(uncovered(owner, wanted), expected))
