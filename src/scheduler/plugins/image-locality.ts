// Follows pkg/scheduler/framework/plugins/imagelocality, v1.36.
import { eachNode, NODE_SCORE_MAX, type Plugin } from '../framework'
import type { ImageState } from '../image-states'

const MB = 1024 * 1024
const SIZE_MIN = 23 * MB
/** for each container */
const SIZE_MAX = 1000 * MB

/** `nginx` and `registry:5000/nginx` mean their latest tag. */
const withTag = (image: string): string =>
  image.lastIndexOf(':') <= image.lastIndexOf('/') ? `${image}:latest` : image

/** Favours nodes that have the images already; an image that few nodes have counts less, so that they are not overrun. */
export const imageLocality: Plugin = {
  name: 'ImageLocality',
  preScore({ pod: { spec } }, _nodes, { nodes }) {
    if (nodes.images.size === 0) return undefined
    const containers = [...(spec.initContainers ?? []), ...spec.containers]
    const images = containers
      .map(({ image = '' }) => nodes.images.get(withTag(image)))
      .filter((state): state is ImageState => state !== undefined)
    if (images.length === 0) return undefined
    const range = SIZE_MAX * containers.length - SIZE_MIN
    const total = nodes.size
    return eachNode(({ name }) => {
      let size = 0
      for (const image of images)
        if (image.nodes.has(name)) size += Math.trunc(image.sizeBytes * (image.nodes.size / total))
      return Math.trunc((NODE_SCORE_MAX * Math.min(Math.max(size - SIZE_MIN, 0), range)) / range)
    })
  },
}
