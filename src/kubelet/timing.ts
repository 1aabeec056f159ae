// How long the kubelet's own work takes. Chosen after recordings of a real node and rounded, so that many starts fall on
// few instants. Where upstream waits a random part of an interval the model takes none of it: the earliest instant that a
// real kubelet could choose.

export interface Timing {
  /** waiting until volumes are mounted: the first look finds nothing yet, the next comes after this */
  readonly volumesMs: number
  readonly sandboxMs: number
  /** from the container's creation to its start */
  readonly startMs: number
  /** the shortest life of a container: until the runtime has told of its end */
  readonly exitMs: number
  readonly stopSandboxMs: number
  /** unmounting the volumes of a Pod that has ended */
  readonly unmountMs: number
  /** after how long it is looked again whether they are unmounted */
  readonly cleanUpMs: number
  /** Containers that ended are noticed, and failed syncs repeated, on the seconds of the clock; 0: at once. */
  readonly relistMs: number
  /** A failed sync waits longer by this part of its wait. Upstream draws it between 0 and 0.5 each time. */
  readonly retryJitter: number
  /** images take the time that the registry says */
  readonly pullTakesTime: boolean
  /** Pulling, Pulled, Created, Started and Killing are told */
  readonly tellsContainers: boolean
}

/** As on a real node with containerd. */
export const REALISTIC: Timing = {
  volumesMs: 300,
  sandboxMs: 100,
  startMs: 100,
  exitMs: 10,
  stopSandboxMs: 100,
  unmountMs: 200,
  cleanUpMs: 300,
  relistMs: 1000,
  retryJitter: 0,
  pullTakesTime: true,
  tellsContainers: true,
}

/** Containers start at once and nobody tells of it: for the behaviour of controllers. */
export const INSTANT: Timing = {
  volumesMs: 0,
  sandboxMs: 0,
  startMs: 0,
  exitMs: 0,
  stopSandboxMs: 0,
  unmountMs: 0,
  cleanUpMs: 0,
  relistMs: 0,
  retryJitter: 0,
  pullTakesTime: false,
  tellsContainers: false,
}

/** The wait of the volume manager before it gives a sync up: 2 minutes and 3 seconds. */
export const VOLUMES_TIMEOUT_MS = 123_000
/**
 * Until a Pod that the node refuses is told to have failed. Its owner makes the next one at once, and the node refuses that as
 * well: upstream's loop is held up by the 20 requests a second that the controllers may send, and here no time would pass.
 */
export const REFUSAL_MS = 200
/** A sync that failed is repeated after this. */
export const RETRY_MS = 10_000
/** The same while the node's network is not ready. */
export const RETRY_NETWORK_MS = 1_000
/** No sync waits longer for its repetition than the period of regular syncs. */
export const RESYNC_MS = 60_000
/** Containers get at least this long between SIGTERM and SIGKILL. */
export const GRACE_MIN_SECONDS = 2

/** As on the node of the recordings: images are near, and failed syncs came a fifth of their wait later. */
export const RECORDED: Timing = { ...REALISTIC, retryJitter: 0.2, pullTakesTime: false }
