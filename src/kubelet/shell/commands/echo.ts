import { joinPath } from '../../files/memory-fs'
import { quick, type Invocation } from '../program'

/** `echo WORD ...` and `echo -n WORD ...`, as programs: what an option or a backslash means else is for the interpreter to say. */
export const echo = quick((call) => {
  const [first, ...rest] = call.args
  call.out(first === '-n' ? rest.join(' ') : `${call.args.join(' ')}\n`)
  return 0
})

export const pwd = quick((call) => {
  call.out(`${joinPath(call.cwd, '.')}\n`)
  return 0
})

type Question = (call: Invocation, path: string) => boolean

const isThere: Question = ({ machine, cwd }, path) => machine.files.existsSync(joinPath(cwd, path))
const isFolder: Question = ({ machine, cwd }, path) => machine.files.isFolderSync(joinPath(cwd, path))

const QUESTIONS: Readonly<Record<string, Question>> = {
  '-e': isThere,
  '-f': (call, path) => isThere(call, path) && !isFolder(call, path),
  '-d': isFolder,
  '-n': (_call, text) => text !== '',
  '-z': (_call, text) => text === '',
}

/** `test -f FILE`, `[ -d FOLDER ]`: one question, as probes ask it. */
export const test = quick((call) => {
  const [flag = '', path = ''] = call.args
  return QUESTIONS[flag]?.(call, path) ? 0 : 1
})

/** Whether a call is as simple as these are; anything more is for the interpreter. */
export function isPlainCall(name: string, args: readonly string[]): boolean {
  if (name === 'echo')
    return args.every((arg, i) => !arg.includes('\\') && (!arg.startsWith('-') || (i === 0 && arg === '-n')))
  if (name === 'pwd') return args.length === 0
  if (name === 'test') return args.length === 2 && args[0] !== undefined && args[0] in QUESTIONS
  return name !== '[' || (args.length === 3 && args[2] === ']' && args[0] !== undefined && args[0] in QUESTIONS)
}
