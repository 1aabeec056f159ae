// What the API server looks after itself, once in a while: the Service kubernetes with its addresses, every ten seconds, and
// the namespaces of the system, every minute. Follows pkg/controlplane/controller/{kubernetesservice,systemnamespaces} and
// pkg/controlplane/reconcilers, v1.36.
import {
  API_PORT_DEFAULT,
  NAMESPACES,
  namespace,
  kubernetesEndpoints,
  kubernetesService,
  kubernetesSlice,
} from './bootstrap'
import type { Controller, WakeRule } from '../controllers/runtime/controller'
import { NOBODY } from '../controllers/runtime/wake-rules'
import { canonicalText } from '../objects/hash'
import type { KindName } from '../objects/kinds'
import type { ObjectKey } from '../objects/kube-object'
import type { Instant } from '../simulation/timers'

const ACTOR = 'kube-apiserver'
const SERVICE_MS = 10_000
const NAMESPACES_MS = 60_000
const KUBERNETES: ObjectKey = { namespace: 'default', name: 'kubernetes' }

/** @param start when the API server began to look */
export function apiServerKeeps(start: Instant, apiPort = API_PORT_DEFAULT): Controller {
  const untilNext = (everyMs: number) => (_: unknown, now: Instant) => everyMs - ((now - start) % everyMs)
  /** Of the Service only that it is there is looked at, of its addresses also what they say. */
  const onLoss = (kind: KindName): WakeRule => ({
    kind,
    delayMs: untilNext(SERVICE_MS),
    keys: ({ type, object: { metadata }, actor }) =>
      metadata.name === KUBERNETES.name &&
      metadata.namespace === KUBERNETES.namespace &&
      actor !== ACTOR &&
      (type === 'DELETED' || (type === 'MODIFIED' && kind !== 'Service'))
        ? [KUBERNETES]
        : NOBODY,
  })
  return {
    name: ACTOR,
    wakesOn: [
      onLoss('Service'),
      onLoss('Endpoints'),
      onLoss('EndpointSlice'),
      {
        kind: 'Namespace',
        delayMs: untilNext(NAMESPACES_MS),
        keys: ({ type, object: { metadata } }) =>
          type === 'DELETED' && NAMESPACES.includes(metadata.name) ? [{ namespace: '', name: metadata.name }] : NOBODY,
      },
    ],
    reconcile(key, { read, api }) {
      const { namespace: place, name } = key
      if (place === '') {
        if (!read.get('Namespace', '', name)) api.create('Namespace', namespace(name))
        return
      }
      if (!read.get('Service', place, name)) api.create('Service', kubernetesService(apiPort))

      const { subsets = [], ...others } = kubernetesEndpoints(apiPort)
      const endpoints = read.get('Endpoints', place, name)
      if (!endpoints) api.create('Endpoints', { ...others, subsets })
      else if (canonicalText(endpoints.subsets) !== canonicalText(subsets))
        api.update<'Endpoints'>({ ...endpoints, subsets })

      const draft = kubernetesSlice(apiPort)
      const slice = read.get('EndpointSlice', place, name)
      if (!slice) api.create('EndpointSlice', draft)
      else if (canonicalText([slice.endpoints, slice.ports]) !== canonicalText([draft.endpoints, draft.ports]))
        api.update<'EndpointSlice'>({ ...slice, endpoints: draft.endpoints, ports: draft.ports })
    },
  }
}
