// The only door to the interpreter of shell scripts. It is large, and most clusters never run a script: it is loaded when
// the first one starts.
import type * as JustBash from 'just-bash'

export type JustBashModule = typeof JustBash

let loading: Promise<JustBashModule> | undefined

export const loadJustBash = (): Promise<JustBashModule> => (loading ??= import('just-bash'))

/** Commands that the interpreter brings along, by name: what a container can run without one of ours. */
export const BUNDLED = new Set(
  (
    'alias awk base64 basename cat chmod clear column comm cp cut date diff dirname du echo egrep env expand expr false fgrep file ' +
    'find fold grep gunzip gzip head help history join jq ln ls md5sum mkdir mv nl od paste printenv printf pwd readlink rev rg rm ' +
    'rmdir sed seq sha1sum sha256sum sort split stat strings tac tail tar tee time touch tr tree true unexpand uniq wc which ' +
    'whoami xargs yq zcat [ test read'
  ).split(' '),
)

/** What the interpreter has to bring along for them: not what it has beside, which no image holds (xan, sqlite3, python3). */
const BUILT_IN = new Set(['[', 'test', 'read'])
export const BUNDLED_COMMANDS = [...BUNDLED].filter((name) => !BUILT_IN.has(name)) as JustBash.CommandName[]

/** Those of them that images hold as files, too. */
const NO_FILES = new Set(['alias', 'column', 'file', 'help', 'history', 'join', 'jq', 'read', 'rg', 'yq'])
export const BUNDLED_FILES: readonly string[] = [...BUNDLED].filter((name) => !NO_FILES.has(name))
