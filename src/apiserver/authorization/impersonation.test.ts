// Cases of apiserver/pkg/endpoints/filters/impersonation/impersonation_test.go, v1.36, and what a real kubectl 1.36 sends.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ApiError } from '../status'
import { asImpersonated, wantedUser } from './impersonation'
import type { User } from './user'

const table: [what: string, headers: Record<string, string>, user: User | string | undefined][] = [
  ['nobody', { accept: 'application/json' }, undefined],
  ['an empty name alone', { 'impersonate-user': '' }, undefined],
  ['a user', { 'impersonate-user': 'bob' }, { name: 'bob', groups: ['system:authenticated'], extra: {} }],
  [
    'groups, which may hold commas',
    { 'impersonate-user': 'bob', 'impersonate-group': 'cn=a,ou=b\nc' },
    { name: 'bob', groups: ['cn=a,ou=b', 'c', 'system:authenticated'], extra: {} },
  ],
  [
    'who is not authenticated',
    { 'impersonate-user': 'bob', 'impersonate-group': 'system:unauthenticated' },
    { name: 'bob', groups: ['system:unauthenticated'], extra: {} },
  ],
  [
    'anonymous',
    { 'impersonate-user': 'system:anonymous' },
    { name: 'system:anonymous', groups: ['system:unauthenticated'], extra: {} },
  ],
  [
    'an account',
    { 'impersonate-user': 'system:serviceaccount:foo:default' },
    {
      name: 'system:serviceaccount:foo:default',
      groups: ['system:serviceaccounts', 'system:serviceaccounts:foo', 'system:authenticated'],
      extra: {},
    },
  ],
  [
    'an account of which groups are named',
    { 'impersonate-user': 'system:serviceaccount:foo:default', 'impersonate-group': 'a' },
    { name: 'system:serviceaccount:foo:default', groups: ['a', 'system:authenticated'], extra: {} },
  ],
  [
    'all there is',
    {
      'impersonate-user': 'bob',
      'impersonate-uid': 'u1',
      'impersonate-extra-example.com%2fscopes': 'view\nedit',
      'impersonate-extra-%zz': 'x',
    },
    {
      name: 'bob',
      uid: 'u1',
      groups: ['system:authenticated'],
      extra: { 'example.com/scopes': ['view', 'edit'], '%zz': ['x'] },
    },
  ],
  [
    'groups of nobody',
    { 'impersonate-group': 'a\nb' },
    'requested &user.DefaultInfo{Name:"", UID:"", Groups:[]string{"a", "b"}, Extra:map[string][]string(nil)} without impersonating a user name',
  ],
  [
    'a uid and extra values of nobody',
    { 'impersonate-uid': 'u', 'impersonate-extra-k': 'v' },
    'requested &user.DefaultInfo{Name:"", UID:"u", Groups:[]string(nil), Extra:map[string][]string{"k":[]string{"v"}}} without impersonating a user name',
  ],
]
for (const [what, headers, user] of table)
  test(`impersonated: ${what}`, () => {
    if (typeof user === 'string')
      return assert.throws(
        () => wantedUser(headers),
        (error: unknown) => error instanceof ApiError && error.code === 400 && error.message === user,
      )
    const wanted = wantedUser(headers)
    return assert.deepEqual(wanted && asImpersonated(wanted), user)
  })
