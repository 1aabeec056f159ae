// The text that is handed to the editor. Follows kubectl/pkg/cmd/util/editor/editoptions.go, v1.36.
import { readYaml } from '../../../objects/read-yaml'

export interface EditReason {
  readonly head: string
  readonly others: readonly string[]
}

export const ABOUT_OBJECT = `# Please edit the object below. Lines beginning with a '#' will be ignored,
# and an empty file will abort the edit. If an error occurs while saving this file will be
# reopened with the relevant failures.
#
`
export const ABOUT_LAST_APPLIED = `# Please edit the 'last-applied-configuration' annotations below.
# Lines beginning with a '#' will be ignored, and an empty file will abort the edit.
#
`

/** The comment at the top: what to do, and why the last attempt failed. */
export function headerOf(about: string, reasons: readonly EditReason[]): string {
  const texts = reasons.map(({ head, others }) => {
    const title = others.length > 0 ? `# ${commented(head)}:\n` : `# ${commented(head)}\n`
    return `${title}${others.map((other) => `# * ${commented(other)}\n`).join('')}#\n`
  })
  return about + texts.join('')
}

const commented = (text: string): string => text.replace(/\n(?=[^#])/g, '\n# ')

/** Without lines that are comments. */
export const withoutComments = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('#'))
    .join('\n')

/** To compare two texts: what they say, without comments. */
export function meaningOf(text: string): string {
  try {
    return JSON.stringify(readYaml(text))
  } catch {
    return withoutComments(text)
  }
}

export const isBlank = (text: string): boolean =>
  text.split('\n').every((line) => line.trim() === '' || line.trim().startsWith('#'))
