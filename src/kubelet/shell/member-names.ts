// Archives hold no absolute paths: tar takes the first slash away and says so. The interpreter's tar keeps it, which whoever unpacks
// such an archive elsewhere (`kubectl cp`) takes for damage. The words that the tar of a container would understand so are given here.
import type { Invocation } from './program'

/** `-P` keeps the paths as they are. */
const KEEPS = /^(-[a-zA-Z]*P[a-zA-Z]*|--absolute-names)$/
const BUNDLE_KEEPS = /^[a-zA-Z]*P/
const CREATES = /^(-?[a-zA-Z]*c[a-zA-Z]*|--create)$/

/** The words for the interpreter's tar, and what is said of them. */
export function relativeMembers(
  args: readonly string[],
  flavour: Invocation['machine']['options']['flavour'],
): { readonly args: readonly string[]; readonly said: string } {
  const operands = operandsOf(args)
  const isAbsolute = operands.length > 0 && operands.every((at) => (args[at] as string).startsWith('/'))
  const first = args[0] ?? ''
  const isKept = BUNDLE_KEEPS.test(first) || args.some((word) => KEEPS.test(word))
  if (!CREATES.test(first) || isKept || !isAbsolute) return { args, said: '' }
  const options = args.filter((_, i) => !operands.includes(i))
  const members = operands.map((at) => (args[at] as string).replace(/^\/+/, '') || '.')
  return {
    args: [...options, '-C', '/', ...members],
    said:
      flavour === 'busybox'
        ? "tar: removing leading '/' from member names\n"
        : "tar: Removing leading `/' from member names\n",
  }
}

/** Options whose value is a word of its own. */
const VALUED = /^(-[a-zA-Z]*[fCTX]|--(file|directory|files-from|exclude-from|exclude))$/

/** The places of the words that name files. The first word may be a bundle without a dash, as in `tar cf -`. */
function operandsOf(args: readonly string[]): number[] {
  const places: number[] = []
  const first = args[0] ?? ''
  const isBundle = first !== '' && !first.startsWith('-')
  let skip = isBundle && /[fCTX]/.test(first) ? 1 : 0
  for (let i = isBundle ? 1 : 0; i < args.length; i += 1) {
    const word = args[i] as string
    if (skip > 0) skip -= 1
    else if (VALUED.test(word)) skip = 1
    else if (word === '-' || !word.startsWith('-')) places.push(i)
  }
  return places
}
