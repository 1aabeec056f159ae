import { quote } from '../objects/go-text'

/** A line of the log, as klog writes it; the process is always number 1. `place` is a file and line of kubectl: `helpers.go:719`. */
export function logLine(severity: 'E' | 'F' | 'I' | 'W', now: number, place: string, text: string): string {
  const [date = '', time = ''] = new Date(now).toISOString().slice(0, -1).split('T')
  return `${severity}${date.slice(5).replace('-', '')} ${time}000       1 ${place}] ${text}\n`
}

/** A value: a text of several lines stands between < and >. */
export const klogText = (text: string): string =>
  text.includes('\n') ? `<\n${text.replace(/\n$/, '').replace(/^/gm, '\t')}\n >` : quote(text)
