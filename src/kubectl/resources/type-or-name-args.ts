// `pods`, `pods a b`, `deploy,rs`, `deploy/a svc/b`: what the words after a command mean.
// Follows cli-runtime/pkg/resource/builder.go ResourceTypeOrNameArgs, v1.36.
import { CommandError } from '../failure'
import { quote } from '../../objects/go-text'

export interface TypeOrNameArgs {
  /** types, categories not yet expanded */
  readonly types: readonly string[]
  /** names of the one type */
  readonly names: readonly string[]
  readonly tuples: readonly ResourceTuple[]
}

export interface ResourceTuple {
  readonly type: string
  readonly name: string
}

export function readTypeOrNameArgs(given: readonly string[]): TypeOrNameArgs {
  const args = spreadTypes(given)
  const slashes = args.filter((arg) => arg.includes('/')).length
  if (slashes > 0) {
    if (slashes !== args.length) {
      throw new CommandError(
        "there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'",
      )
    }
    return { types: [], names: [], tuples: args.map(readTuple) }
  }
  const [types, ...names] = args
  return { types: types === undefined ? [] : splitTypes(types), names, tuples: [] }
}

/** Names of one type, or TYPE/NAME each. */
export function readResourceNames(type: string, names: readonly string[]): readonly ResourceTuple[] {
  return names.map((name) => {
    if (name.includes('/')) return readTuple(name)
    if (type === '') throw new CommandError(`the argument ${quote(name)} must be RESOURCE/NAME`)
    return { type, name }
  })
}

/** true when the words name objects and not only types */
export const hasNames = (given: readonly string[]): boolean => {
  const args = spreadTypes(given)
  return args.some((arg) => arg.includes('/')) || args.length > 1
}

export const splitTypes = (text: string): string[] => [...new Set(text.split(','))]

// `a,b c` is a/c b/c.
function spreadTypes(args: readonly string[]): readonly string[] {
  if (args.length < 2) return args
  const types = splitTypes(args[0] as string)
  return types.length > 1 ? types.flatMap((type) => args.slice(1).map((name) => `${type}/${name}`)) : args
}

function readTuple(text: string): ResourceTuple {
  const parts = text.split('/')
  if (parts.length !== 2) throw new CommandError('arguments in resource/name form may not have more than one slash')
  const [type, name] = parts as [string, string]
  if (type === '' || name === '' || splitTypes(type).length !== 1) {
    throw new CommandError('arguments in resource/name form must have a single resource and name')
  }
  return { type, name }
}
