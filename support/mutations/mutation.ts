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

/** A fault in a controller: the file is named from src/controllers on. */
export const controllerMutation = (
  behaviour: string,
  file: string,
  why: string,
  [find, replace]: readonly [string, string],
): Mutation => ({ behaviour, file: `src/controllers/${file}`, find, replace, why })
