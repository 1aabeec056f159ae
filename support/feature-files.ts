import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, normalize, relative } from 'node:path'

/** The files beside a feature: its manifests. Nothing outside that folder can be read. What was read once is kept. */
export class FeatureFiles {
  private listed: readonly string[] | undefined
  private readonly texts = new Map<string, string>()

  constructor(readonly folder: string) {}

  /** Names below the folder, with `/`, of what a terminal may see: not the features themselves. */
  names(): readonly string[] {
    this.listed ??=
      this.folder && existsSync(this.folder)
        ? this.below(this.folder)
            .map((path) => relative(this.folder, path))
            .filter((name) => !name.endsWith('.feature'))
        : []
    return this.listed
  }

  read(name: string): string {
    let text = this.texts.get(name)
    if (text === undefined) this.texts.set(name, (text = this.fromDisk(name)))
    return text
  }

  private fromDisk(name: string): string {
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

let round: { readonly number: number; readonly folders: Map<string, FeatureFiles> } | undefined

/**
 * The files of a folder as they were when one of its scenarios first asked for them in this round.
 * @param number of the round: a run has one, and `--watch` begins another when files were saved
 */
export function filesIn(folder: string, number = 0): FeatureFiles {
  if (round?.number !== number) round = { number, folders: new Map() }
  let files = round.folders.get(folder)
  if (!files) round.folders.set(folder, (files = new FeatureFiles(folder)))
  return files
}
