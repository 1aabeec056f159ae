import type { ScenarioRecord } from '../../objects/run-record'
import type { SearchEntry } from '../search-entries'

declare global {
  interface Window {
    kubecukeRecord: (key: string, record: ScenarioRecord) => void
    kubecukeSearch: (language: string, entries: SearchEntry[]) => void
    kubecukeFiles: (area: string, files: Readonly<Record<string, string>>) => void
  }
}

/** Data comes as scripts that call back: pages opened from a disk may not fetch. Each is loaded once. */
const loaded = new Map<string, Promise<unknown>>()

export function loadRecord(source: string): Promise<ScenarioRecord> {
  return load(source, 'kubecukeRecord') as Promise<ScenarioRecord>
}

export function loadSearch(source: string): Promise<SearchEntry[]> {
  return load(source, 'kubecukeSearch') as Promise<SearchEntry[]>
}

/** A chapter's manifests by name. */
export function loadFiles(source: string): Promise<Readonly<Record<string, string>>> {
  return load(source, 'kubecukeFiles') as Promise<Readonly<Record<string, string>>>
}

let before: Promise<unknown> = Promise.resolve()

function load(source: string, name: 'kubecukeRecord' | 'kubecukeSearch' | 'kubecukeFiles'): Promise<unknown> {
  let promise = loaded.get(source)
  if (!promise) {
    // One after the other, so that each call back belongs to the script that was asked for.
    promise = before.catch(() => undefined).then(() => new Promise((resolve, reject) => {
      window[name] = (_key: string, value: unknown) => resolve(value)
      const script = Object.assign(document.createElement('script'), { src: source })
      script.addEventListener('error', () => reject(new Error(source)))
      document.head.append(script)
    }))
    before = promise
    loaded.set(source, promise)
  }
  return promise
}
