// Some modules that cucumber stands on cost a run more than all that it asks of them. A module of ours with the same door is put in
// such a module's place before cucumber loads it.
import type { Module } from 'node:module'
import { createRequire } from 'node:module'

/** @param name of the module, as the package `from` (one of ours) knows it */
export function putInPlace(from: string, name: string, exports: (load: NodeRequire) => unknown): void {
  const load = createRequire(require.resolve(from))
  const path = load.resolve(name)
  require.cache[path] = {
    id: path,
    filename: path,
    loaded: true,
    exports: exports(load),
    children: [],
    paths: [],
  } as unknown as Module
}
