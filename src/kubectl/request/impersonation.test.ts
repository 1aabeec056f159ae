// What kubectl 1.36 sent for the same flags.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { extraOf, impersonationHeaders } from './impersonation'

const none = { user: '', uid: '', groups: [], extra: {} }
const table: [what: string, given: Parameters<typeof impersonationHeaders>[0], headers: object][] = [
  ['nobody', none, {}],
  [
    'a user with groups, of which one has a comma',
    { ...none, user: 'bob', uid: 'u1', groups: ['a,b', 'c'] },
    { 'impersonate-user': 'bob', 'impersonate-uid': 'u1', 'impersonate-group': 'a,b\nc' },
  ],
  [
    'extra values',
    { ...none, user: 'bob', extra: extraOf(['Scopes/x=view', 'Scopes/x=edit', 'a%b=c=d', '=v', 'novalue', '张=三']) },
    {
      'impersonate-user': 'bob',
      'impersonate-extra-Scopes%2fx': 'view\nedit',
      'impersonate-extra-a%25b': 'c=d',
      'impersonate-extra-': 'v',
      'impersonate-extra-%e5%bc%a0': '三',
    },
  ],
]
for (const [what, given, headers] of table)
  test(`impersonation: ${what}`, () => assert.deepEqual(impersonationHeaders(given), headers))
