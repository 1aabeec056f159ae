import type { KubeObject } from '../../objects/kube-object'

/**
 * A list as clients get it: its items carry neither kind nor apiVersion, as upstream sends them; those of a list that is a map in Go
 * (custom resources) do.
 */
export class ObjectList {
  readonly #whole: readonly KubeObject[]

  /** @param whole the items as they are stored */
  constructor(
    readonly kind: string,
    readonly apiVersion: string,
    readonly metadata: object,
    whole: readonly KubeObject[],
    readonly isMap = false,
  ) {
    this.#whole = whole
  }

  get items(): readonly object[] {
    return this.isMap ? this.#whole : this.#whole.map(({ kind: _k, apiVersion: _a, ...rest }) => rest)
  }

  /** The items with their heads, which the wire leaves out without copying them. */
  wholeItems(): readonly KubeObject[] {
    return this.#whole
  }

  toJSON(): object {
    const { kind, apiVersion, metadata, items } = this
    return { kind, apiVersion, metadata, items }
  }
}

/** The same as a plain object. */
export const plain = (body: object): object => (body instanceof ObjectList ? body.toJSON() : body)
