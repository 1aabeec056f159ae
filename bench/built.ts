import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** The built command. @throws when it is not built */
export function builtCommand(): string {
  const file = join(__dirname, '..', 'dist', 'src', 'cli', 'main.js')
  if (!existsSync(file)) throw new Error('the package is not built: run "npm run build" first')
  return file
}
