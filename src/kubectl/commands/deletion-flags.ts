// --cascade, --grace-period, --now. Follows kubectl/pkg/cmd/util/helpers.go GetCascadingStrategy, v1.36.
import { CommandError } from '../failure'
import { type FlagValues, isBool, isTrue } from '../flags/flag-values'
import type { Session } from '../session'

const POLICIES: Readonly<Record<string, string>> = {
  background: 'Background',
  foreground: 'Foreground',
  orphan: 'Orphan',
}

/** The propagation policy. Booleans of old are taken, with a warning. */
export function propagationOf(flags: FlagValues, session: Session): string {
  const value = flags.string('cascade')
  const policy = POLICIES[value]
  if (policy) return policy
  const instead = isTrue(value) ? 'background' : isBool(value) ? 'orphan' : undefined
  if (instead === undefined)
    throw new CommandError(`invalid cascade value (${value}). Must be "background", "foreground", or "orphan"`)
  session.err(
    `warning: --cascade=${value} is deprecated (boolean value) and can be replaced with --cascade=${instead}.\n`,
  )
  return POLICIES[instead] as string
}

/** Seconds; negative: as the object itself says. */
export function graceSecondsOf(flags: FlagValues): number {
  const grace = flags.int('grace-period')
  return flags.bool('force') && grace < 0 ? 0 : grace
}
