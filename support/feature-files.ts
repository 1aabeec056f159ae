import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, normalize, relative } from 'node:path'

/** The files beside a feature: its manifests. Nothing outside that folder can be read. */
export class FeatureFiles {
  constructor(readonly folder: string) {}

  /** Names below the folder, with `/`, of what a terminal may see: not the features themselves. */
  names(): string[] {
    if (!this.folder || !existsSync(this.folder)) return []
    return this.below(this.folder)
      .map((path) => relative(this.folder, path))
      .filter((name) => !name.endsWith('.feature'))
  }

  read(name: string): string {
    const path = normalize(join(this.folder, name))
    if (relative(this.folder, path).startsWith('..')) throw new Error(`${name} lies outside of ${this.folder}`)
    return readFileSync(path, 'utf8')
  }

  has(name: string): boolean {
    const path = normalize(join(this.folder, name))
    return this.folder !== '' && !relative(this.folder, path).startsWith('..') && existsSync(path)
  }

  private below(folder: string): string[] {
    return readdirSync(folder)
      .sort()
      .flatMap((name) => {
        const path = join(folder, name)
        return statSync(path).isDirectory() ? this.below(path) : [path]
      })
  }
}
