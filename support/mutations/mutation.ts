/** A deliberate fault of the model: the scenarios of the behaviour must notice it. */
export interface Mutation {
  /** id of features/behaviours.yaml */
  readonly behaviour: string
  readonly file: string
  /** source text that occurs exactly once in the file */
  readonly find: string
  readonly replace: string
  /** what the fault does: `updates upwards` */
  readonly why: string
}
