// Custom resources are served as soon as their definition has its names, and go with it. Follows
// apiextensions-apiserver/pkg/controller/{status,establish,finalizer}, v1.36.
import { dequal } from 'dequal/lite'
import { timeText } from '../../objects/time'
import type { ApiServer } from '../api-server'
import type { Caller } from '../caller'
import { customKind, type Crd } from './definition'
import { namedStatus, withConditions } from './names'
import { isCustom } from './openapi'

const KIND = 'CustomResourceDefinition'
const CLEANUP = 'customresourcecleanup.apiextensions.k8s.io'
const CALLER: Caller = { actor: 'kube-apiserver' }

/** Begins to serve what definitions describe, now and later. */
export function serveCustomResources(server: ApiServer): void {
  server.store.subscribe('Namespace', ({ type, object: { metadata } }) => {
    if (type === 'MODIFIED' && metadata.deletionTimestamp) server.loop.after(0, () => empty(server, metadata.name))
  })
  let isDue = false
  server.store.subscribe(KIND, ({ type, object }) => {
    if (type === 'DELETED') server.registry.remove((object as Crd).spec.names.kind)
    if (isDue) return
    isDue = true
    server.loop.after(0, () => {
      isDue = false
      for (const crd of server.store.list(KIND) as Crd[]) sync(server, crd)
    })
  })
}

/** Upstream's namespace controller finds all kinds in discovery; ours knows the built-in ones, the rest goes here. */
function empty(server: ApiServer, namespace: string): void {
  for (const { kind } of server.registry.all().filter((each) => isCustom(each) && each.namespaced))
    for (const { metadata } of server.store.list(kind, namespace))
      server.delete(kind, namespace, metadata.name, {}, CALLER)
}

function sync(server: ApiServer, crd: Crd): void {
  if (crd.metadata.deletionTimestamp) return finish(server, crd)
  const nowText = timeText(server.loop.now())
  const status = namedStatus(crd, server.store.list(KIND) as Crd[], nowText)
  const isEstablished = status.conditions?.some(({ type, status: is }) => type === 'Established' && is === 'True')
  const kind = customKind(crd)
  if (isEstablished && kind && mayServe(server, crd)) server.registry.replace(kind)
  if (!dequal(status, crd.status)) server.update(KIND, { ...crd, status } as Crd, CALLER, 'status')
}

/** Objects are kept by their kind: one that a kind of another group is called by has no place. */
const mayServe = ({ registry }: ApiServer, { spec }: Crd): boolean => {
  const known = registry.byKind(spec.names.kind)
  return known === undefined || known.group === spec.group
}

/** All instances go, then the definition. */
function finish(server: ApiServer, crd: Crd): void {
  if (!crd.metadata.finalizers?.includes(CLEANUP)) return
  const { kind } = crd.spec.names
  const isServed = server.registry.byKind(kind)?.group === crd.spec.group
  for (const { metadata } of isServed ? server.store.list(kind) : [])
    server.delete(kind, metadata.namespace ?? '', metadata.name, {}, CALLER)
  const left = isServed ? server.store.count(kind) : 0
  const done = left === 0
  const conditions = withConditions(
    crd.status?.conditions ?? [],
    [
      {
        type: 'Terminating',
        status: done ? 'False' : 'True',
        reason: done ? 'InstanceDeletionCompleted' : 'InstanceDeletionInProgress',
        message: done ? 'removed all instances' : 'CustomResource deletion is in progress',
      },
    ],
    timeText(server.loop.now()),
  )
  const marked = server.update(KIND, { ...crd, status: { ...crd.status, conditions } } as Crd, CALLER, 'status') as Crd
  if (!done) return void server.loop.after(1_000, () => again(server, crd.metadata.name))
  const finalizers = (marked.metadata.finalizers ?? []).filter((each) => each !== CLEANUP)
  server.update(KIND, { ...marked, metadata: { ...marked.metadata, finalizers } }, CALLER)
}

function again(server: ApiServer, name: string): void {
  const crd = server.store.get(KIND, '', name) as Crd | undefined
  if (crd) sync(server, crd)
}
