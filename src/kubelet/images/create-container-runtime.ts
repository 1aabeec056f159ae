// Containers as simulated processes: what the kubelet's runtime contract means here.
import type { Loop } from '../../simulation/loop'
import type { Wire } from '../../simulation/wire'
import type { ContainerHooks, ContainerRuntime, ContainerSpec } from '../runtime/container-runtime'
import { Behaviours, type ContainerWords } from './behaviours'
import { imageLayer } from './image'
import { ImageRegistry, type ImageWords } from './image-registry'
import { SimulatedContainer } from './simulated-container'

export interface ContainerRuntimeOptions {
  readonly loop: Loop
  readonly wire: Wire
}

export interface SimulatedRuntime extends ContainerRuntime {
  /** words that change what registries hold */
  readonly images: ImageWords
  /** words that change what containers do */
  readonly containers: ContainerWords
}

export function createContainerRuntime({ loop, wire }: ContainerRuntimeOptions): SimulatedRuntime {
  const registry = new ImageRegistry()
  const behaviours = new Behaviours()
  return {
    images: registry,
    containers: behaviours,
    pullImage: (image, registries) => registry.pull(image, registries),
    imageFiles: (image) => imageLayer(registry.definitionOf(image)),
    start: (spec: ContainerSpec, hooks: ContainerHooks) => {
      const container = new SimulatedContainer({
        loop,
        wire,
        behaviours,
        image: registry.definitionOf(spec.image),
        spec,
        hooks,
      })
      return container.begin() ?? container
    },
  }
}
