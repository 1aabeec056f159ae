// Which images lie on which nodes. Follows pkg/scheduler/backend/cache (imageStates), v1.36.
import type { Node } from '../objects/kinds'

export interface ImageState {
  sizeBytes: number
  readonly nodes: Set<string>
}

/** Image names as nodes report them: with a tag or a digest. */
export class ImageStates {
  private readonly states = new Map<string, ImageState>()

  get(name: string): ImageState | undefined {
    return this.states.get(name)
  }

  get size(): number {
    return this.states.size
  }

  replace(nodeName: string, before: Node | undefined, after: Node | undefined): void {
    if (before?.status.images === after?.status.images) return
    for (const { names = [] } of before?.status.images ?? []) {
      for (const name of names) {
        const state = this.states.get(name)
        state?.nodes.delete(nodeName)
        if (state?.nodes.size === 0) this.states.delete(name)
      }
    }
    for (const { names = [], sizeBytes = 0 } of after?.status.images ?? []) {
      for (const name of names) this.put(name, nodeName, sizeBytes)
    }
  }

  private put(name: string, nodeName: string, sizeBytes: number): void {
    const state = this.states.get(name)
    if (!state) this.states.set(name, { sizeBytes, nodes: new Set([nodeName]) })
    else {
      state.sizeBytes = sizeBytes
      state.nodes.add(nodeName)
    }
  }
}
