// Events go an hour after their last write. Follows the kube-apiserver's --event-ttl and apiserver/pkg/storage/etcd3/lease_manager.go, v1.36:
// what is written within a minute shares one lease, so that an Event may stay up to a minute longer.
import type { Loop } from '../../simulation/loop'
import type { Store } from '../../store/store'

const TTL_MS = 3_600_000
const LEASE_MS = 60_000
const ACTOR = 'etcd'

/** Begins to let Events go. Nothing is noted for each of them: the version that was current at every minute tells how old a write is. */
export function expireEvents(store: Store, loop: Loop): void {
  /** versions at the end of each minute of the last hour, oldest first */
  const minutes: number[] = []
  loop.after(LEASE_MS, function tick() {
    minutes.push(store.resourceVersion)
    const old = minutes.length > TTL_MS / LEASE_MS ? minutes.shift() : undefined
    if (old !== undefined) removeWrittenBefore(store, old)
    loop.after(LEASE_MS, tick)
  })
}

function removeWrittenBefore(store: Store, version: number): void {
  for (const event of store.list('Event'))
    if (Number(event.metadata.resourceVersion) <= version) store.remove('Event', event, ACTOR)
}
