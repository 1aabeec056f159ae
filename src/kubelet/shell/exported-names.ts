/** Variables of the interpreter itself: the programs that it starts do not get them. */
const OWN_VARIABLES = new Set([
  'BASHOPTS',
  'SHELLOPTS',
  'IFS',
  'OPTIND',
  'OPTARG',
  'OSTYPE',
  'MACHTYPE',
  'HOSTTYPE',
  'BASH_VERSION',
  'UID',
  'EUID',
  'PPID',
  'RANDOM',
  'SECONDS',
])

/** The variables that the programs a shell starts find in their environment. */
export const exportedNames = (env: Readonly<Record<string, string>>): string[] =>
  Object.keys(env).filter((name) => /^[A-Za-z]\w*$/.test(name) && !OWN_VARIABLES.has(name))
