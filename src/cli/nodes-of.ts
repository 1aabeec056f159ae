import { existsSync, readFileSync } from 'node:fs'
import { LineCounter, parseAllDocuments } from 'yaml'
import type { Submitted } from '../apiserver/write/create'
import { WrongInput } from './wrong-input'

const NODES_MAX = 5_000

/** `--nodes 5`, or `--nodes FILE` with Node manifests: YAML documents or a list. Nothing given: the default nodes. */
export function nodesOf(text: string | undefined): { nodes?: Submitted[] } {
  if (text === undefined) return {}
  if (/^\d+$/.test(text)) return { nodes: numbered(Number(text)) }
  if (!existsSync(text))
    throw new WrongInput(`--nodes ${text}: no such file; give a number of nodes or a file of Node manifests`)
  return { nodes: fromFile(text) }
}

function numbered(count: number): Submitted[] {
  if (count < 1 || count > NODES_MAX) throw new WrongInput(`--nodes ${count}: from 1 to ${NODES_MAX} nodes`)
  return Array.from({ length: count }, (_, i) => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: `k8s-node${String(i + 1).padStart(2, '0')}` },
  }))
}

function fromFile(file: string): Submitted[] {
  const lines = new LineCounter()
  const documents = parseAllDocuments(readFileSync(file, 'utf8'), { lineCounter: lines, version: '1.1', merge: true })
  const nodes = [...documents].flatMap((document): Submitted[] => {
    const [error] = document.errors
    if (error) {
      const { line, col } = lines.linePos(error.pos[0])
      throw new WrongInput(`${file}:${line}:${col} ${error.message.split('\n')[0]}`)
    }
    const value = document.toJS() as { kind?: string; items?: Submitted[] } | Submitted[] | null
    if (value === null) return []
    return Array.isArray(value)
      ? value
      : value.kind === 'List' || value.kind === 'NodeList'
        ? (value as { items: Submitted[] }).items.map((item) => ({ ...item, apiVersion: 'v1', kind: 'Node' }))
        : [value as Submitted]
  })
  for (const { kind, metadata } of nodes) {
    if (kind !== 'Node')
      throw new WrongInput(`${file}: only Nodes are wanted here, not ${kind || 'a document without kind'}`)
    if (!metadata?.name) throw new WrongInput(`${file}: a Node without metadata.name`)
  }
  return nodes
}
