// Follows kubectl/pkg/cmd/util/helpers.go GetDryRunStrategy and PrintFlagsWithDryRunStrategy, v1.36.
import { CommandError } from '../failure'
import type { FlagValues } from '../flags/flag-values'
import { quote } from '../flags/quote'
import type { Session } from '../session'
import type { Query } from '../request/kube-api'

export type DryRun = 'none' | 'client' | 'server'

export function dryRunOf(flags: FlagValues, session: Session): DryRun {
  const value = flags.has('dry-run') ? flags.string('dry-run') : 'none'
  switch (value) {
    case 'none':
    case 'client':
    case 'server':
      return value
    case 'unchanged':
      session.err('W0101 00:00:00.000000       1 helpers.go:706] --dry-run is deprecated and can be replaced with --dry-run=client.\n')
      return 'client'
    default:
      throw new CommandError(`Invalid dry-run value (${value}). Must be "none", "server", or "client".`)
  }
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
      throw new CommandError(`invalid - validate option ${quote(value)}; must be one of: strict (or true), warn, ignore (or false)`)
  }
}
