// Follows kubectl/pkg/cmd/util/helpers.go GetDryRunStrategy and PrintFlagsWithDryRunStrategy, v1.36.
import { CommandError } from '../failure'
import { type FlagValues, isBool, isTrue } from '../flags/flag-values'
import { quote } from '../../objects/go-text'
import { logLine } from '../klog'
import type { Session } from '../session'
import type { Query } from '../request/kube-api'

export type DryRun = 'none' | 'client' | 'server'

export function dryRunOf(flags: FlagValues, session: Session): DryRun {
  const value = flags.has('dry-run') ? flags.string('dry-run') : 'none'
  if (value === 'none' || value === 'client' || value === 'server') return value
  if (value === 'unchanged') {
    session.err(
      logLine(
        'W',
        session.now(),
        'helpers.go:719',
        '--dry-run is deprecated and can be replaced with --dry-run=client.',
      ),
    )
    return 'client'
  }
  if (!isBool(value)) throw new CommandError(`Invalid dry-run value (${value}). Must be "none", "server", or "client".`)
  const [instead, place] = isTrue(value)
    ? (['client', 'helpers.go:733'] as const)
    : (['none', 'helpers.go:736'] as const)
  const text = `--dry-run=${value} is deprecated (boolean value) and can be replaced with --dry-run=${instead}.`
  session.err(logLine('W', session.now(), place, text))
  return instead
}

/** `created`, `created (dry run)`, `created (server dry run)` */
export const operationText = (operation: string, dryRun: DryRun): string =>
  dryRun === 'none' ? operation : `${operation} (${dryRun === 'client' ? '' : 'server '}dry run)`

/** What a request that writes carries: who writes, whether for real, how strictly fields are looked at. */
export function writeQuery(flags: FlagValues, dryRun: DryRun): Query {
  return {
    ...(flags.has('field-manager') ? { fieldManager: flags.string('field-manager') } : {}),
    ...(dryRun === 'server' ? { dryRun: 'All' } : {}),
    ...(flags.has('validate') ? { fieldValidation: validation(flags.string('validate')) } : {}),
  }
}

function validation(value: string): string {
  switch (value) {
    case '':
    case 'true':
    case 'strict':
      return 'Strict'
    case 'warn':
      return 'Warn'
    case 'false':
    case 'ignore':
      return 'Ignore'
    default:
      throw new CommandError(
        `invalid - validate option ${quote(value)}; must be one of: strict (or true), warn, ignore (or false)`,
      )
  }
}
