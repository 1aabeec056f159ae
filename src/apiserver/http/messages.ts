// The types of all that goes over the wire, as Go's structs have them: what their fields are called, in which order they stand, and
// their numbers in protocol buffers. Read when the first answer is made.
import generated from './generated/messages.json'

/** `name` is '' for a struct that is inlined in JSON. Lists are `[]T`, maps `{}T`. */
export type MessageField = readonly [number: number, name: string, type: string]

const messages = generated as unknown as Readonly<Record<string, readonly MessageField[]>>

export const META = 'io.k8s.apimachinery.pkg.apis.meta.v1'
export const RAW_EXTENSION = 'io.k8s.apimachinery.pkg.runtime.RawExtension'
export const EXTENSIONS = 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1'

export const fieldsOf = (message: string): readonly MessageField[] =>
  Object.hasOwn(messages, message) ? (messages[message] as readonly MessageField[]) : []

/** A type that is a list of texts by another name (`Verbs`): JSON has the list itself. */
export function isNamedList(message: string): boolean {
  const fields = fieldsOf(message)
  return fields.length === 1 && fields[0]?.[1] === 'items' && fields[0][2] === '[]string'
}

let byKind: Map<string, string> | undefined

/** `apps/v1 Deployment` -> `io.k8s.api.apps.v1.Deployment`; undefined for kinds that are no protocol buffers. */
export function messageOf(apiVersion: string, kind: string): string | undefined {
  byKind ??= new Map(
    Object.keys(messages).map((name) => {
      const [group, version, last] = name.split('.').slice(-3) as [string, string, string]
      return [`${group === 'core' ? '' : group} ${version} ${last}`, name]
    }),
  )
  const [group, version] = apiVersion.includes('/') ? (apiVersion.split('/') as [string, string]) : ['', apiVersion]
  if (group.includes('.') && !group.endsWith('.k8s.io')) return undefined
  // Every group has the kinds of meta/v1 (Status, DeleteOptions) as its own.
  return byKind.get(`${group.split('.')[0]} ${version} ${kind}`) ?? byKind.get(`meta v1 ${kind}`)
}
