import { parseFlags } from '../flags'
import { waiting } from '../program'

/** `xargs [-n N] [-I WORD] [-r] [-t] [-P N] COMMAND ...` */
export const xargs = waiting(async (call) => {
  const flags = parseFlags(call.args, {
    plain: ['r', 't', '0', 'no-run-if-empty'],
    valued: ['n', 'I', 'P', 'L', 'd', 'i', 'max-args'],
    stopAtWord: true,
  })
  const argv = flags.rest.length > 0 ? flags.rest : ['echo']
  const input = await call.stdin.text()
  const mark = flags.value('I')
  const delimiter = flags.value('d')
  const lines = input
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const words = flags.has('0')
    ? input.split('\0').filter(Boolean)
    : delimiter
      ? input.replace(/\n$/, '').split(delimiter.replace('\\n', '\n')).filter(Boolean)
      : lines.flatMap(splitWords)
  let batches: string[][]
  if (mark !== undefined) batches = lines.map((line) => argv.map((word) => word.replaceAll(mark, line)))
  else {
    const each = Number(flags.value('n', 'L', 'max-args') ?? Infinity)
    batches = []
    for (let i = 0; i < words.length; i += each === Infinity ? words.length : each)
      batches.push([...argv, ...words.slice(i, i + each)])
    if (words.length === 0 && !flags.has('r', 'no-run-if-empty')) batches.push([...argv])
  }
  let exitCode = 0
  for (const batch of batches) {
    if (flags.has('t')) call.err(`${batch.join(' ')}\n`)
    const code = await call.run(batch, { stdin: '' })
    if (code === 255) return 124
    if (code !== 0) exitCode = code === 127 ? 127 : 123
  }
  return exitCode
})

function splitWords(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map((match) => match[1] ?? match[2] ?? match[3] ?? '')
}
