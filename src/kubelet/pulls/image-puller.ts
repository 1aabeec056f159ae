// Images of one node: which are there, and how the others come. Follows pkg/kubelet/images (image_manager.go), v1.36.
import type { EventRecorder } from '../../apiserver/client'
import type { Container, Pod } from '../../objects/kinds'
import type { Loop } from '../../simulation/loop'
import { BackOff } from '../pod/back-off'
import type { Routine } from '../pod/routine'
import type { ContainerRuntime, PulledImage } from '../runtime/container-runtime'
import type { StartError } from '../status/container-statuses'
import type { Timing } from '../timing'
import { durationText } from './duration-text'
import { fullImageName, parseImageName, whyInvalid } from './image-name'

export type FoundImage = Extract<PulledImage, { found: true }>
export type ImageOrError = { readonly image: FoundImage } | { readonly error: StartError }

export interface ImagePullerOptions {
  readonly loop: Loop
  readonly runtime: ContainerRuntime
  readonly timing: Timing
  readonly record: EventRecorder
  /** one image at a time, the kubelet's default */
  readonly serialize: boolean
}

/** For whom an image is wanted. */
export interface ImageWish {
  readonly pod: Pod
  readonly container: Container
  /** of the container in the Pod's spec: Events name it */
  readonly fieldPath: string
  /** hosts of registries that the Pod has credentials for */
  readonly registries: ReadonlySet<string>
}

export class ImagePuller {
  /** by full name */
  private readonly images = new Map<string, FoundImage>()
  private readonly backOff = new BackOff()
  private readonly lastErrors = new Map<string, StartError>()
  private pulling = false
  private readonly line: (() => void)[] = []

  constructor(private readonly options: ImagePullerOptions) {}

  /** Images on the node, in the order in which they came. */
  get present(): readonly FoundImage[] {
    return [...this.images.values()]
  }

  /** Puts an image on the node without a pull. False when no registry has it. */
  preload(image: string): boolean {
    const name = fullImageName(image)
    const found = this.options.runtime.pullImage(image)
    if (!name || !found.found) return false
    this.images.set(name, found)
    return true
  }

  remove(image: string): void {
    const name = fullImageName(image)
    if (name) this.images.delete(name)
  }

  *ensure(wish: ImageWish): Routine<ImageOrError> {
    const { container } = wish
    const image = container.image ?? ''
    const name = fullImageName(image)
    if (!name) return { error: this.invalid(wish, image) }
    const present = this.images.get(name)
    const policy = container.imagePullPolicy ?? (parseImageName(image)?.tag === 'latest' ? 'Always' : 'IfNotPresent')
    // What was pulled with credentials is no gift to those who have none: they ask the registry themselves.
    const isTheirs = present?.privateAt === undefined || wish.registries.has(present.privateAt)
    if (present && (policy === 'Never' || (policy !== 'Always' && isTheirs))) {
      this.tell(
        wish,
        'Normal',
        'Pulled',
        `Container image "${image}" already present on machine and can be accessed by the pod`,
      )
      return { image: present }
    }
    if (policy === 'Never') {
      const message = `Container image "${image}" is not present with pull policy of Never`
      this.tell(wish, 'Warning', 'ErrImageNeverPull', message)
      return { error: { reason: 'ErrImageNeverPull', message } }
    }
    return yield* this.pull(wish, image, name)
  }

  private *pull(wish: ImageWish, image: string, name: string): Routine<ImageOrError> {
    const { loop, runtime, timing } = this.options
    const key = `${wish.pod.metadata.uid}_${name}`
    if (this.backOff.isInBackOffSinceUpdate(key, loop.now())) {
      const message = `Back-off pulling image "${image}"`
      this.tell(wish, 'Normal', 'BackOff', message)
      const last = this.lastErrors.get(key)
      return {
        error: { reason: 'ImagePullBackOff', message: last ? `${message}: ${last.reason}: ${last.message}` : message },
      }
    }
    this.tell(wish, 'Normal', 'Pulling', `Pulling image "${image}"`)
    const askedAt = loop.now()
    yield* this.turn()
    const startedAt = loop.now()
    const pulled = runtime.pullImage(image, wish.registries)
    try {
      if (timing.pullTakesTime) yield pulled.ms
    } finally {
      this.release()
    }
    if (!pulled.found) {
      this.tell(wish, 'Warning', 'Failed', `Failed to pull image "${image}": ${pulled.message}`)
      this.backOff.next(key, loop.now(), loop.now())
      const error = { reason: 'ErrImagePull', message: pulled.message }
      this.lastErrors.set(key, error)
      return { error }
    }
    this.lastErrors.delete(key)
    this.images.set(name, pulled)
    const took = durationText(loop.now() - startedAt)
    const waited = durationText(loop.now() - askedAt)
    this.tell(
      wish,
      'Normal',
      'Pulled',
      `Successfully pulled image "${image}" in ${took} (${waited} including waiting). Image size: ${pulled.bytes} bytes.`,
    )
    return { image: pulled }
  }

  private *turn(): Routine {
    if (!this.options.serialize) return
    if (this.pulling) {
      yield (wake) => {
        this.line.push(wake)
        return () => void this.line.splice(this.line.indexOf(wake), 1)
      }
    }
    this.pulling = true
  }

  private release(): void {
    this.pulling = false
    this.line.shift()?.()
  }

  private invalid(wish: ImageWish, image: string): StartError {
    const message = `Failed to apply default image tag "${image}": couldn't parse image name "${image}": ${whyInvalid(image)}`
    this.tell(wish, 'Warning', 'InspectFailed', message)
    return { reason: 'InvalidImageName', message }
  }

  private tell({ pod, fieldPath }: ImageWish, type: 'Normal' | 'Warning', reason: string, message: string): void {
    if (type === 'Warning' || reason === 'BackOff' || this.options.timing.tellsContainers)
      this.options.record.event(pod, type, reason, message, { fieldPath })
  }
}
