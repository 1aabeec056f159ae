// Every Pod has an account and, unless it says no, a token. Follows plugin/pkg/admission/serviceaccount, v1.36.
import { SAFE_ALPHABET } from '../../objects/hash'
import type { Container, Pod, PodSpec, ServiceAccount, Volume } from '../../objects/kinds'
import type { AdmissionPlugin, AdmissionRequest } from '../admission'
import { forbidEarly, isPodWrite } from './forbid'

const DEFAULT_ACCOUNT = 'default'
const VOLUME_PREFIX = 'kube-api-access-'
const SUFFIX_LENGTH = 5
const MOUNT_PATH = '/var/run/secrets/kubernetes.io/serviceaccount'
/** An hour and seven seconds: tells these tokens from those that somebody asked for. */
const TOKEN_SECONDS = 3607
const MIRROR = 'kubernetes.io/config.mirror'

const TOKEN: NonNullable<Volume['projected']> = {
  sources: [
    { serviceAccountToken: { expirationSeconds: TOKEN_SECONDS, path: 'token' } },
    { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
    {
      downwardAPI: {
        items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }],
      },
    },
  ],
  defaultMode: 0o644,
}

const isTokenVolume = ({ name }: { name: string }): boolean => name.startsWith(VOLUME_PREFIX)
const newVolumeName = (dice: AdmissionRequest['dice']): string =>
  VOLUME_PREFIX + dice.text(SUFFIX_LENGTH, SAFE_ALPHABET)

/**
 * Every namespace gets its default account a moment after it was made, and upstream asks for that one ten times within a second or
 * two before it gives up: here it is taken for granted.
 */
const ON_ITS_WAY: Pick<ServiceAccount, 'automountServiceAccountToken' | 'imagePullSecrets'> = {}

function accountOf(request: AdmissionRequest, name: string): typeof ON_ITS_WAY {
  const { namespace, read } = request
  const account = read.get('ServiceAccount', namespace, name) ?? (name === DEFAULT_ACCOUNT ? ON_ITS_WAY : undefined)
  if (!account)
    throw forbidEarly(
      request,
      `error looking up service account ${namespace}/${name}: serviceaccount ${JSON.stringify(name)} not found`,
    )
  return account
}

const wantsToken = (pod: Pod, account: typeof ON_ITS_WAY): boolean =>
  pod.spec.automountServiceAccountToken ?? account.automountServiceAccountToken ?? true

const isMounted = ({ volumeMounts }: Container): boolean =>
  (volumeMounts ?? []).some(({ mountPath }) => mountPath === MOUNT_PATH)

function withToken(pod: Pod, dice: AdmissionRequest['dice']): Pod {
  const { volumes = [], containers, initContainers } = pod.spec
  if ([...containers, ...(initContainers ?? [])].every(isMounted)) return pod
  const present = volumes.find(isTokenVolume)
  const name = present?.name ?? newVolumeName(dice)
  const mounting = (container: Container): Container => {
    if (isMounted(container)) return container
    return {
      ...container,
      volumeMounts: [...(container.volumeMounts ?? []), { name, readOnly: true, mountPath: MOUNT_PATH }],
    }
  }
  return {
    ...pod,
    spec: {
      ...pod.spec,
      ...(initContainers ? { initContainers: initContainers.map(mounting) } : {}),
      containers: containers.map(mounting),
      volumes: present ? volumes : [...volumes, { name, projected: TOKEN }],
    },
  }
}

/** The spec of another Pod of the same draft: the volume that was added for its token gets a name of its own. */
export function withNewToken(spec: PodSpec, draft: Pod, dice: AdmissionRequest['dice']): PodSpec {
  const volumes = spec.volumes ?? []
  const added = volumes.findLast(isTokenVolume)
  if (!added || draft.spec.volumes?.some(isTokenVolume)) return spec
  const name = newVolumeName(dice)
  const renamed = <T extends { name: string }>(each: T): T => (each.name === added.name ? { ...each, name } : each)
  const mounting = (container: Container): Container =>
    container.volumeMounts ? { ...container, volumeMounts: container.volumeMounts.map(renamed) } : container
  return {
    ...spec,
    ...(spec.initContainers ? { initContainers: spec.initContainers.map(mounting) } : {}),
    containers: spec.containers.map(mounting),
    volumes: volumes.map(renamed),
  }
}

function withAccount(request: AdmissionRequest, given: Pod): Pod {
  const name = given.spec.serviceAccountName || DEFAULT_ACCOUNT
  const account = accountOf(request, name)
  const { imagePullSecrets } = given.spec
  const secrets = imagePullSecrets?.length ? imagePullSecrets : account.imagePullSecrets
  const pod: Pod = {
    ...given,
    spec: {
      ...given.spec,
      serviceAccountName: name,
      serviceAccount: name,
      ...(secrets?.length ? { imagePullSecrets: secrets } : {}),
    },
  }
  return wantsToken(pod, account) ? withToken(pod, request.dice) : pod
}

export const serviceAccount: AdmissionPlugin = {
  name: 'ServiceAccount',
  admit(request) {
    const pod = request.object as Pod
    if (!isPodWrite(request) || request.operation !== 'CREATE') return pod
    // The Pod of a node's own manifest cannot depend on objects of the API.
    if (pod.metadata.annotations?.[MIRROR] !== undefined) return pod
    return withAccount(request, pod)
  },
}
