// Secrets of type kubernetes.io/service-account-token, made by hand and filled here. Follows
// pkg/controller/serviceaccount/tokens_controller.go and pkg/serviceaccount/legacy.go, v1.36.
import type { Reader } from '../../apiserver/client'
import type { Secret, ServiceAccount } from '../../objects/kinds'
import { keyOf } from '../../objects/kube-object'
import { LEGACY_ISSUER, webToken } from '../../objects/web-token'
import { CERTIFICATE } from '../root-ca/certificate'
import type { Controller } from '../runtime/controller'

const TYPE = 'kubernetes.io/service-account-token'
const NAME = 'kubernetes.io/service-account.name'
const UID = 'kubernetes.io/service-account.uid'

/** A Secret of an account that is not there, or is another one of that name, goes. */
export const tokensController = (): Controller => ({
  name: 'tokens-controller',
  wakesOn: [
    { kind: 'Secret', keys: ({ type, object }) => (type === 'DELETED' ? [] : [keyOf(object)]) },
    {
      kind: 'ServiceAccount',
      keys: ({ type, object: { metadata } }, read) =>
        type === 'MODIFIED'
          ? []
          : read
              .list('Secret', metadata.namespace)
              .filter((secret) => secret.metadata.annotations?.[NAME] === metadata.name)
              .map(keyOf),
    },
  ],
  reconcile({ namespace, name }, { read, api }) {
    const secret = read.get('Secret', namespace, name)
    if (secret?.type !== TYPE) return
    const account = accountOf(secret, read)
    if (!account) return api.delete('Secret', namespace, name)
    const filled = filledSecret(secret, account)
    if (filled) api.update<'Secret'>(filled)
  },
})

function accountOf(
  { metadata: { namespace = '', annotations = {} } }: Secret,
  read: Reader,
): ServiceAccount | undefined {
  const account = read.get('ServiceAccount', namespace, annotations[NAME] ?? '')
  const uid = annotations[UID]
  return !uid || account?.metadata.uid === uid ? account : undefined
}

/** What is there stays, but for another certificate. undefined when nothing is missing. */
function filledSecret(secret: Secret, { metadata: { name, uid } }: ServiceAccount): Secret | undefined {
  const { data = {}, metadata } = secret
  const { namespace = '' } = metadata
  const certificate = btoa(CERTIFICATE)
  if (data['ca.crt'] === certificate && data['namespace'] && data['token']) return undefined
  const claims = {
    iss: LEGACY_ISSUER,
    'kubernetes.io/serviceaccount/namespace': namespace,
    'kubernetes.io/serviceaccount/secret.name': metadata.name,
    'kubernetes.io/serviceaccount/service-account.name': name,
    'kubernetes.io/serviceaccount/service-account.uid': uid,
    sub: `system:serviceaccount:${namespace}:${name}`,
  }
  return {
    ...secret,
    metadata: { ...metadata, annotations: { ...metadata.annotations, [NAME]: name, [UID]: uid } },
    data: {
      ...data,
      'ca.crt': certificate,
      namespace: data['namespace'] || btoa(namespace),
      token: data['token'] || btoa(webToken(claims)),
    },
  }
}
