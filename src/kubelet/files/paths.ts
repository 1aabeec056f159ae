// Paths of simulated file systems: absolute, with slashes.

/** an empty part, `.` or `..`, or no slash in front */
const NOT_NORMAL = /^[^/]|\/(?:\.?\.?\/|\.?\.?$)/

/** `/a/./b/../c` -> `/a/c` */
export function normalPath(path: string): string {
  // Most are: a script asks for a great many.
  if (path !== '' && !NOT_NORMAL.test(path)) return path
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..') parts.pop()
    else parts.push(part)
  }
  return `/${parts.join('/')}`
}

export const joinPath = (base: string, path: string): string =>
  normalPath(path.startsWith('/') ? path : `${base}/${path}`)

/** `/a/b` -> `/a`, `/a` -> `/` */
export const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/'
