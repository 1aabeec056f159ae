/** Files that can be read for ever. */
export const ENDLESS_FILES: ReadonlySet<string> = new Set(['/dev/zero', '/dev/urandom', '/dev/random'])
