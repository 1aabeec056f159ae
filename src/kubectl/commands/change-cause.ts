// --record: the command line goes into the annotation kubernetes.io/change-cause. Follows kubectl/pkg/cmd/util/helpers.go
// ParseCommandArguments and cli-runtime's RecordFlags, v1.36.
import type { AnyObject } from '../objects'
import { withValueAt } from '../objects'
import type { FlagValues } from '../flags/flag-values'
import type { Session } from '../session'

export const CHANGE_CAUSE = 'kubernetes.io/change-cause'

export const recordsCause = (flags: FlagValues): boolean =>
  flags.has('record') && flags.changed('record') && flags.bool('record')

/** The words after `kubectl` without flags, then the flags that were given, by name, in the order in which they came. */
export function changeCause(session: Session, args: readonly string[]): string {
  const flags = session.flags.givenInOrder().map(({ name, value }) => `--${name}=${value}`)
  return [session.commandPath, ...args, ...flags].join(' ')
}

export function withCause(object: AnyObject, session: Session, args: readonly string[]): AnyObject {
  return recordsCause(session.flags)
    ? withValueAt(object, ['metadata', 'annotations', CHANGE_CAUSE], changeCause(session, args))
    : object
}
