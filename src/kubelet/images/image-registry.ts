// All registries at once: which images exist, what is in them, how long a pull takes.
import { fnv1a } from '../../objects/hash'
import { fullImageName, parseImageName } from '../pulls/image-name'
import type { PulledImage } from '../runtime/container-runtime'
import { images } from '.'
import type { ImageDefinition } from './image'
import { unknownImage } from './unknown-image'

export interface ImageWords {
  /** how long the pull of this image (or of every tag, when the name has none) takes */
  takesToPull(image: string, ms: number): void
  /** no registry has it: ErrImagePull. With a tag that tag, without one all of them. */
  missing(image: string): void
  /** it exists, whatever the rules say */
  exists(image: string): void
  /** the registry refuses: `unauthorized`, or cannot be reached */
  unreachable(host: string): void
  /** needs credentials for its registry */
  unauthorized(image: string): void
  /** an image of the scenario's own */
  define(image: ImageDefinition): void
}

const BYTES_A_MS = 20_000
const HANDSHAKE_MS = 800
const REFUSAL_MS = 900
const NO_ROUTE_MS = 30_000

/** Names that stand for hosts that nobody has: RFC 2606, and the one that Kubernetes' own tests use. */
const NO_SUCH_HOST = /^invalid\.registry\.k8s\.io$|\.(invalid|example)$/

export class ImageRegistry implements ImageWords {
  private readonly pullMs = new Map<string, number>()
  private readonly existing = new Map<string, boolean>()
  private readonly locked = new Set<string>()
  private readonly hostsDown = new Set<string>()
  private readonly own: ImageDefinition[] = []
  private readonly known = new Map<string, ImageDefinition>()

  takesToPull(image: string, ms: number): void {
    this.pullMs.set(ruleKey(image), ms)
  }

  missing(image: string): void {
    this.existing.set(ruleKey(image), false)
  }

  exists(image: string): void {
    this.existing.set(ruleKey(image), true)
  }

  unreachable(host: string): void {
    this.hostsDown.add(host)
  }

  unauthorized(image: string): void {
    this.locked.add(ruleKey(image))
  }

  define(image: ImageDefinition): void {
    this.own.unshift(image)
    this.known.clear()
  }

  /** What is inside of an image; unknown names run as a well-behaved server. */
  definitionOf(image: string): ImageDefinition {
    const repository = parseImageName(image)?.repository ?? image
    let found = this.known.get(repository)
    if (!found) {
      found = definition([...this.own, ...images], repository)
      this.known.set(repository, found)
    }
    return found
  }

  pull(image: string, registries?: ReadonlySet<string>): PulledImage {
    const ref = fullImageName(image) ?? image
    const name = parseImageName(image)
    const repository = name?.repository ?? image
    const host = repository.slice(0, repository.indexOf('/'))
    const failed = (code: string, why: string, ms = REFUSAL_MS): PulledImage => ({
      found: false,
      ms,
      message: `rpc error: code = ${code} desc = failed to pull and unpack image "${ref}": ${why}`,
    })
    const unreachable = `failed to resolve image: failed to do request: Head "https://${host}/v2/${repository.slice(host.length + 1)}/manifests/${name?.tag ?? 'latest'}": dial tcp: lookup ${host}`
    if (this.hostsDown.has(host)) return failed('Unknown', `${unreachable}: i/o timeout`, NO_ROUTE_MS)
    if (NO_SUCH_HOST.test(host)) return failed('Unknown', `${unreachable}: no such host`)
    const isPrivate = this.locked.has(repository) || this.locked.has(ref)
    if (isPrivate && !registries?.has(host)) {
      return failed(
        'Unknown',
        `failed to resolve image: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`,
      )
    }
    const found = this.definitionOf(image)
    const exists =
      this.existing.get(ref) ??
      this.existing.get(repository) ??
      (name?.digest !== undefined || (found.tags?.(name?.tag ?? 'latest') ?? true))
    if (!exists) return failed('NotFound', `failed to resolve image: ${ref}: not found`)
    const ms =
      this.pullMs.get(ref) ?? this.pullMs.get(repository) ?? HANDSHAKE_MS + Math.round(found.bytes / BYTES_A_MS)
    return {
      found: true,
      ms,
      bytes: found.bytes,
      ref,
      id: `sha256:${hex(`config ${ref}`)}`,
      digest: `${repository}@${name?.digest ?? `sha256:${hex(`manifest ${ref}`)}`}`,
      ...(found.uid === undefined ? {} : { uid: found.uid }),
      ...(isPrivate ? { privateAt: host } : {}),
    }
  }
}

/** A name with a tag is that tag, one without stands for the whole repository. */
function ruleKey(image: string): string {
  const name = parseImageName(image)
  if (!name) return image
  const hasTag = image.lastIndexOf(':') > image.lastIndexOf('/') || image.includes('@')
  return hasTag ? (fullImageName(image) ?? image) : name.repository
}

function definition(all: readonly ImageDefinition[], repository: string): ImageDefinition {
  const last = repository.slice(repository.lastIndexOf('/') + 1)
  return (
    all.find((each) => each.names.includes(repository)) ?? all.find((each) => each.names.includes(last)) ?? unknownImage
  )
}

/** 64 hexadecimal digits that are always the same for the same name. */
function hex(text: string): string {
  let digits = ''
  for (let i = 0; i < 8; i++) digits += fnv1a.ofText(`${i} ${text}`).toString(16).padStart(8, '0')
  return digits
}
