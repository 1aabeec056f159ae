// Who asks. Follows apiserver/pkg/authentication/user and .../serviceaccount, v1.36.
export interface User {
  readonly name: string
  readonly groups: readonly string[]
  readonly uid?: string
  readonly extra?: Readonly<Record<string, readonly string[]>>
}

export const AUTHENTICATED = 'system:authenticated'
export const UNAUTHENTICATED = 'system:unauthenticated'
/** whoever is of it may do everything, whatever the roles say */
export const MASTERS = 'system:masters'
export const ANONYMOUS: User = { name: 'system:anonymous', groups: [UNAUTHENTICATED] }
export const ADMINISTRATOR: User = { name: 'kubernetes-admin', groups: ['kubeadm:cluster-admins', AUTHENTICATED] }

const SERVICE_ACCOUNT = /^system:serviceaccount:([^:]+):([^:]+)$/

/** undefined for the names of others */
export function accountNamed(name: string): { readonly namespace: string; readonly name: string } | undefined {
  const [, namespace, account] = SERVICE_ACCOUNT.exec(name) ?? []
  return namespace === undefined || account === undefined ? undefined : { namespace, name: account }
}

export const accountGroups = (namespace: string): string[] => [
  'system:serviceaccounts',
  `system:serviceaccounts:${namespace}`,
]

/** As reviews tell it. */
export const userInfo = ({ name, uid, groups, extra = {} }: User): object => ({
  username: name,
  ...(uid ? { uid } : {}),
  ...(groups.length > 0 ? { groups } : {}),
  ...(Object.keys(extra).length > 0 ? { extra } : {}),
})
