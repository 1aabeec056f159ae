/** Something that Kubernetes has and this model does not: said loudly, never skipped in silence. */
export class NotModelled extends Error {
  /** @param what in Kubernetes' words: `ephemeral containers` */
  constructor(
    readonly what: string,
    readonly whatToDo = '',
  ) {
    super(`not modelled: ${what}${whatToDo ? ` (${whatToDo})` : ''}`)
    this.name = 'NotModelled'
  }
}
