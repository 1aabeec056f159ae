// The rooms and what each may import. One direction only: a change in a room can break only the rooms above it.

export interface Room {
  readonly name: string
  readonly folder: string
  /** other rooms it may import (its own files always) */
  readonly mayImport: readonly string[]
  readonly what: string
}

const ACTORS = ['controllers', 'scheduler', 'kubelet', 'network']

export const rooms: readonly Room[] = [
  {
    name: 'simulation',
    folder: 'src/simulation',
    mayImport: [],
    what: 'clock, timers, seeded dice, work queue, loop, processes, wire: nothing of Kubernetes',
  },
  {
    name: 'objects',
    folder: 'src/objects',
    mayImport: [],
    what: 'types and pure words: metadata, labels, selectors, quantities, durations, conditions, owners',
  },
  {
    name: 'store',
    folder: 'src/store',
    mayImport: ['objects', 'simulation'],
    what: 'objects by key, versions, indexes, watch with a bounded history',
  },
  {
    name: 'apiserver',
    folder: 'src/apiserver',
    mayImport: ['store', 'objects', 'simulation'],
    what: 'what a request means: verbs, patches, admission, subresources, tables, kinds',
  },
  {
    name: 'controllers',
    folder: 'src/controllers',
    mayImport: ['apiserver', 'objects', 'simulation'],
    what: 'the control loops, one folder each',
  },
  {
    name: 'scheduler',
    folder: 'src/scheduler',
    mayImport: ['apiserver', 'objects', 'simulation'],
    what: 'queue, cycle, plugins, preemption',
  },
  {
    name: 'kubelet',
    folder: 'src/kubelet',
    mayImport: ['apiserver', 'objects', 'simulation'],
    what: 'a node: Pod lifecycle, probes, volumes, images, shell',
  },
  {
    name: 'network',
    folder: 'src/network',
    mayImport: ['apiserver', 'objects', 'simulation'],
    what: 'Service addresses, routing, DNS, HTTP between Pods',
  },
  { name: 'kubectl', folder: 'src/kubectl', mayImport: ['objects'], what: 'command line in, exact text out' },
  {
    name: 'cluster',
    folder: 'src/cluster',
    mayImport: [...ACTORS, 'kubectl', 'apiserver', 'store', 'objects', 'simulation'],
    what: 'the one room that knows everyone; the timeline of writes; the terminal',
  },
  {
    name: 'site',
    folder: 'src/site',
    mayImport: ['objects'],
    what: 'the living documentation, built from a recorded run and from nothing else',
  },
  {
    name: 'playground',
    folder: 'src/playground',
    mayImport: ['cluster', 'site', 'objects'],
    what: 'the cluster in a page of the site: what a reader types, and its picture',
  },
  {
    name: 'support',
    folder: 'support',
    mayImport: ['cluster', 'apiserver', 'kubectl', 'objects', 'simulation'],
    what: 'the world of a scenario, hooks, parameter types; conformance; tidy',
  },
  { name: 'steps', folder: 'steps', mayImport: ['support', 'objects'], what: 'the phrases, in both languages' },
  {
    name: 'cli',
    folder: 'src/cli',
    mayImport: ['cluster', 'site', 'support', 'kubectl', 'apiserver', 'objects', 'simulation'],
    what: 'the kubecuke command',
  },
  {
    name: 'bench',
    folder: 'bench',
    mayImport: [
      'cluster',
      'cli',
      'support',
      'site',
      'kubectl',
      'apiserver',
      'scheduler',
      'controllers',
      'kubelet',
      'network',
      'store',
      'objects',
      'simulation',
    ],
    what: 'measurements',
  },
]

/** The actors enter the API server by its narrower door only. */
export const ACTOR_DOORS = [
  'src/apiserver/client',
  'src/apiserver/status',
  'src/apiserver/node-connection',
  'src/apiserver/events/series-recorder',
]
export const ACTOR_ROOMS = ACTORS

/** Synchronous, deterministic, without a host: what decides how the cluster behaves. */
export const CORE = [
  'src/simulation',
  'src/objects',
  'src/store',
  'src/apiserver',
  'src/controllers',
  'src/scheduler',
  'src/kubelet',
  'src/network',
]
/** Within the core, and yet at its edge: the wire to the host, and what runs asynchronous shells. */
export const CORE_EDGES = ['src/apiserver/http', 'src/kubelet/shell', 'src/kubelet/images']
/** Rooms that run in a browser as well: no `node:` imports, no Buffer, no process. */
export const BROWSER = [...CORE, 'src/kubectl', 'src/cluster', 'src/playground']
export const BROWSER_EDGES = ['src/apiserver/http']
