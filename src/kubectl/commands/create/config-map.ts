// Follows kubectl/pkg/cmd/create/create_configmap.go, v1.36.
import { CommandError } from '../../failure'
import { quote } from '../../../objects/go-text'
import { isConfigMapKey } from '../../../objects/names'
import { compareCodePoints } from '../../output/go-json'
import { withHash } from './append-hash'
import { generator, metadataOf } from './generate'
import { type Entry, readEntries, textOfBytes } from './key-sources'

export const createConfigMap = generator({
  words: 'configmap',
  failure: 'failed to create configmap: ',
  async build(wanted) {
    const { name, flags, session } = wanted
    const entries = await readEntries(flags, session, 'config')
    const { data, binaryData } = split(name, entries)
    const content = { kind: 'ConfigMap', name, data, ...(Object.keys(binaryData).length > 0 ? { binaryData } : {}) }
    const fullName = flags.bool('append-hash') ? await withHash(name, content) : name
    return {
      kind: 'ConfigMap',
      apiVersion: 'v1',
      metadata: metadataOf({ ...wanted, name: fullName }),
      ...(Object.keys(data).length > 0 ? { data } : {}),
      ...(Object.keys(binaryData).length > 0 ? { binaryData } : {}),
    }
  },
})

function split(
  name: string,
  entries: readonly Entry[],
): { data: Record<string, string>; binaryData: Record<string, string> } {
  const data: Record<string, string> = {}
  const binaryData: Record<string, string> = {}
  for (const { key, bytes } of entries) {
    const wrong = isConfigMapKey(key)
    if (wrong.length > 0)
      throw new CommandError(`${quote(key)} is not a valid key name for a ConfigMap: ${wrong.join(',')}`)
    const where = Object.hasOwn(data, key) ? 'Data' : Object.hasOwn(binaryData, key) ? 'BinaryData' : undefined
    if (where)
      throw new CommandError(
        `cannot add key ${quote(key)}, another key by that name already exists in ${where} for ConfigMap ${quote(name)}`,
      )
    const text = textOfBytes(bytes)
    if (text === undefined) binaryData[key] = btoa(bytes)
    else data[key] = text
  }
  return { data: inOrder(data), binaryData: inOrder(binaryData) }
}

/** Go's maps are written in the order of their keys. */
export const inOrder = <T>(map: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(map).sort(([a], [b]) => compareCodePoints(a, b)))
