// The keys of a redis-server and their values by type: pure, with the time passed in.
import { array, bulk, failed, integer, type Reply } from './protocol'

export type Value =
  | { readonly type: 'string'; readonly text: string }
  | { readonly type: 'list'; readonly items: readonly string[] }
  | { readonly type: 'set'; readonly items: readonly string[] }
  | { readonly type: 'hash'; readonly fields: Readonly<Record<string, string>> }

interface Entry {
  readonly value: Value
  readonly expiresAt: number | undefined
}

export const WRONG_TYPE = failed('WRONGTYPE Operation against a key holding the wrong kind of value')
const NOT_INTEGER = failed('ERR value is not an integer or out of range')

export class Keyspace {
  protected readonly entries = new Map<string, Entry>()

  dump(): string {
    return JSON.stringify([...this.entries])
  }

  load(text: string): void {
    this.entries.clear()
    for (const [key, entry] of JSON.parse(text) as [string, Entry][]) this.entries.set(key, entry)
  }

  protected get(key: string, now: number): Entry | undefined {
    const entry = this.entries.get(key)
    if (entry?.expiresAt !== undefined && entry.expiresAt <= now) {
      this.entries.delete(key)
      return undefined
    }
    return entry
  }

  protected put(key: string, value: Value, expiresAt?: number): void {
    this.entries.set(key, { value, expiresAt })
  }

  protected text(key: string, now: number): string | undefined | Reply {
    const value = this.get(key, now)?.value
    if (!value) return undefined
    return value.type === 'string' ? value.text : WRONG_TYPE
  }

  protected add(key: string, by: number, now: number): Reply {
    const text = this.text(key, now)
    if (typeof text === 'object') return text
    if (!/^-?\d+$/.test(text ?? '0') || !Number.isInteger(by)) return NOT_INTEGER
    const value = Number(text ?? 0) + by
    this.put(key, { type: 'string', text: String(value) })
    return integer(value)
  }

  protected list(
    key: string,
    now: number,
    change: (items: readonly string[]) => [readonly string[], number | string | undefined | readonly string[]],
  ): Reply {
    return this.items('list', key, now, change)
  }

  protected setOf(
    key: string,
    now: number,
    change: (items: readonly string[]) => [readonly string[], number | readonly string[]],
  ): Reply {
    return this.items('set', key, now, change)
  }

  private items(
    type: 'list' | 'set',
    key: string,
    now: number,
    change: (items: readonly string[]) => [readonly string[], number | string | undefined | readonly string[]],
  ): Reply {
    const value = this.get(key, now)?.value
    if (value && value.type !== type) return WRONG_TYPE
    const items = value && 'items' in value ? value.items : []
    const [next, answer] = change(items)
    if (next !== items) {
      if (next.length === 0) this.entries.delete(key)
      else this.put(key, { type, items: next })
    }
    return typeof answer === 'number'
      ? integer(answer)
      : Array.isArray(answer)
        ? array(answer.map((text: string) => bulk(text)))
        : bulk(answer as string | undefined)
  }

  protected hash(key: string, now: number, answer: (fields: Readonly<Record<string, string>>) => Reply): Reply {
    const value = this.get(key, now)?.value
    if (value && value.type !== 'hash') return WRONG_TYPE
    return answer(value?.type === 'hash' ? value.fields : {})
  }

  protected hashSet([key = '', ...pairs]: readonly string[], now: number): Reply {
    return this.hash(key, now, (fields) => {
      const next: Record<string, string> = { ...fields }
      for (let i = 0; i + 1 < pairs.length; i += 2) next[pairs[i] ?? ''] = pairs[i + 1] ?? ''
      this.put(key, { type: 'hash', fields: next })
      return integer(Object.keys(next).length - Object.keys(fields).length)
    })
  }
}
