// Standard input, of a pipe or of somebody who types.
import type { KubectlContext } from './context'

type Input = Pick<KubectlContext, 'stdin' | 'typed'>

/** All there is: `-f -`. */
export const wholeInput = ({ stdin, typed }: Input): Promise<string> => (typed ? typed.all() : stdin())

/** The answer to a question: true for `y`. */
export async function isConfirmed({ stdin, typed }: Input): Promise<boolean> {
  const line = typed ? await typed.line() : (await stdin()).split('\n')[0]
  return line?.trim().toLowerCase() === 'y'
}
