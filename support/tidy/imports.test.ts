import assert from 'node:assert/strict'
import { posix } from 'node:path'
import { test } from 'node:test'
import { ACTOR_DOORS, ACTOR_ROOMS, rooms, type Room } from './rooms'
import { isTest, sourceFiles, type SourceFile } from './source-files'

const IMPORT = /(?:from|import|require)\s*\(?\s*['"](\.[^'"]*)['"]/g

const roomOf = (path: string): Room | undefined =>
  rooms.find(({ folder }) => path === folder || path.startsWith(`${folder}/`))

interface Import {
  readonly file: string
  readonly line: number
  readonly target: string
}

function importsOf({ path, text }: SourceFile): Import[] {
  return [...text.matchAll(IMPORT)].map((found) => ({
    file: path,
    line: text.slice(0, found.index).split('\n').length,
    target: posix.join(posix.dirname(path), found[1] as string),
  }))
}

/** Why an import is not allowed; undefined when it is. */
export function broken({ file, target }: Pick<Import, 'file' | 'target'>): string | undefined {
  const from = roomOf(file)
  const to = roomOf(target)
  if (!from || !to || from === to) return undefined
  if (!from.mayImport.includes(to.name)) return `${from.name} may not import ${to.name}`
  if (ACTOR_ROOMS.includes(from.name) && to.name === 'apiserver' && !ACTOR_DOORS.includes(target))
    return `${from.name} enters the API server only by ${ACTOR_DOORS.join(', ')}`
  return undefined
}

test('rooms look one way only', () => {
  const all = sourceFiles([...rooms.map(({ folder }) => folder)]).filter(({ path }) => !isTest(path))
  const faults = all.flatMap(importsOf).flatMap((each) => {
    const why = broken(each)
    return why ? [`${each.file}:${each.line} imports ${each.target}: ${why}`] : []
  })
  assert.deepEqual(faults, [])
})

test('the rule notices an actor that imports another, and one that goes round the door', () => {
  assert.equal(
    broken({ file: 'src/scheduler/cycle.ts', target: 'src/controllers/job/plan' }),
    'scheduler may not import controllers',
  )
  assert.match(broken({ file: 'src/scheduler/cycle.ts', target: 'src/apiserver/api-server' }) ?? '', /only by/)
  assert.equal(broken({ file: 'src/scheduler/cycle.ts', target: 'src/apiserver/client' }), undefined)
})
