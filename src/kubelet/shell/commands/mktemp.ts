import { parseFlags } from '../flags'
import { quick } from '../program'

const ALPHABET = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

/** `mktemp [-d] [-p FOLDER] [TEMPLATE]` */
export const mktemp = quick((call) => {
  const flags = parseFlags(call.args, { plain: ['d', 'q', 'u', 't'], valued: ['p', 'tmpdir', 'suffix'] })
  const folder = flags.value('p', 'tmpdir') ?? call.env['TMPDIR'] ?? '/tmp'
  const template = flags.rest[0] ?? 'tmp.XXXXXX'
  const name = template.replace(/X{3,}(?=[^X]*$)/, (marks) => call.machine.dice.text(marks.length, ALPHABET))
  const path = name.startsWith('/')
    ? name
    : flags.rest[0] === undefined || flags.has('p', 't', 'tmpdir')
      ? `${folder}/${name}`
      : call.machine.files.resolvePath(call.cwd, name)
  try {
    if (flags.has('d')) call.machine.files.mkdirSync(path)
    else if (!flags.has('u')) call.machine.files.writeFileSync(path, '')
  } catch {
    call.err(`mktemp: failed to create file via template '${template}': No such file or directory\n`)
    return 1
  }
  call.out(`${path}\n`)
  return 0
})
