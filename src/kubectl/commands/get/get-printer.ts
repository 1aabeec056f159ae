// Which printer -o means for get. Follows kubectl/pkg/cmd/get/get_flags.go, v1.36.
import type { FlagValues } from '../../flags/flag-values'
import { customColumnsPrinter, COLUMN_FORMATS } from '../../output/custom-columns'
import {
  DATA_FORMATS,
  dataPrinter,
  namePrinter,
  noSuchFormat,
  type ObjectPrinter,
  formatOf,
  TEMPLATE_FORMATS,
  templatePrinter,
} from '../../output/object-printer'
import type { TableOptions } from '../../output/table'
import type { Session } from '../../session'

export const TABLE_ACCEPT =
  'application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json'

const FORMATS = [...DATA_FORMATS, 'name', ...TEMPLATE_FORMATS, ...COLUMN_FORMATS, 'wide']

/** A table: no format, or wide */
export const isHumanReadable = (flags: FlagValues): boolean => ['', 'wide'].includes(formatOf(flags))

/** The printer for everything that is no table. */
export async function genericPrinter(flags: FlagValues, session: Session): Promise<ObjectPrinter> {
  const format = formatOf(flags)
  const found =
    (await templatePrinter(format, flags, session)) ??
    dataPrinter(format, flags, session) ??
    (await customColumnsPrinter(format, flags, session)) ??
    namePrinter(format, session, '')
  if (!found) throw noSuchFormat(format, FORMATS)
  return found
}

/** A template that goes with `-o wide` is judged as well. */
export async function checkFormat(flags: FlagValues, session: Session): Promise<void> {
  await templatePrinter(flags.string('output'), flags, session)
}

export const tableOptions = (
  flags: FlagValues,
  withNamespace: boolean,
  kindPrefix: string | undefined,
): TableOptions => ({
  noHeaders: flags.bool('no-headers'),
  wide: flags.string('output') === 'wide',
  withNamespace,
  kindPrefix,
  showLabels: flags.bool('show-labels'),
  labelColumns: flags.strings('label-columns'),
})
