// The commands on the keys of a redis-server: pure, with the time passed in.
import { Keyspace, WRONG_TYPE } from './keyspace'
import { array, bulk, failed, integer, status, type Reply } from './protocol'

const OK = status('OK')

export const WRITES = new Set(
  'SET SETEX SETNX GETSET DEL INCR DECR INCRBY DECRBY APPEND MSET FLUSHALL FLUSHDB EXPIRE PERSIST LPUSH RPUSH LPOP RPOP SADD SREM HSET HDEL HMSET RENAME'.split(
    ' ',
  ),
)

type Run = (args: readonly string[], now: number) => Reply

export class Database extends Keyspace {
  private readonly commands: Readonly<Record<string, readonly [least: number, run: Run]>> = {
    SET: [2, (args, now) => this.set(args, now)],
    SETEX: [
      3,
      ([key = '', seconds, text = ''], now) => (
        this.put(key, { type: 'string', text }, now + Number(seconds) * 1000),
        OK
      ),
    ],
    SETNX: [
      2,
      ([key = '', text = ''], now) =>
        this.get(key, now) ? integer(0) : (this.put(key, { type: 'string', text }), integer(1)),
    ],
    GETSET: [
      2,
      ([key = '', text = ''], now) => {
        const before = this.text(key, now)
        this.put(key, { type: 'string', text })
        return typeof before === 'object' ? before : bulk(before)
      },
    ],
    GET: [
      1,
      ([key = ''], now) => {
        const text = this.text(key, now)
        return typeof text === 'object' ? text : bulk(text)
      },
    ],
    DEL: [1, (keys) => integer(keys.filter((key) => this.entries.delete(key)).length)],
    EXISTS: [1, (keys, now) => integer(keys.filter((key) => this.get(key, now)).length)],
    INCR: [1, ([key = ''], now) => this.add(key, 1, now)],
    DECR: [1, ([key = ''], now) => this.add(key, -1, now)],
    INCRBY: [2, ([key = '', by], now) => this.add(key, Number(by), now)],
    DECRBY: [2, ([key = '', by], now) => this.add(key, -Number(by), now)],
    APPEND: [
      2,
      ([key = '', more = ''], now) => {
        const text = this.text(key, now)
        if (typeof text === 'object') return text
        this.put(key, { type: 'string', text: (text ?? '') + more })
        return integer((text ?? '').length + more.length)
      },
    ],
    STRLEN: [
      1,
      ([key = ''], now) => {
        const text = this.text(key, now)
        return typeof text === 'object' ? text : integer(text?.length ?? 0)
      },
    ],
    MSET: [
      2,
      (args) => {
        for (let i = 0; i + 1 < args.length; i += 2)
          this.put(args[i] ?? '', { type: 'string', text: args[i + 1] ?? '' })
        return OK
      },
    ],
    HMSET: [3, (args, now) => (this.hashSet(args, now).kind === 'error' ? WRONG_TYPE : OK)],
    MGET: [
      1,
      (keys, now) =>
        array(
          keys.map((key) => {
            const text = this.text(key, now)
            return bulk(typeof text === 'object' ? undefined : text)
          }),
        ),
    ],
    KEYS: [
      1,
      ([pattern = '*'], now) =>
        array(
          [...this.entries.keys()]
            .filter((key) => this.get(key, now) && globMatches(pattern, key))
            .map((key) => bulk(key)),
        ),
    ],
    DBSIZE: [0, () => integer(this.entries.size)],
    FLUSHALL: [0, () => (this.entries.clear(), OK)],
    FLUSHDB: [0, () => (this.entries.clear(), OK)],
    TYPE: [1, ([key = ''], now) => status(this.get(key, now)?.value.type ?? 'none')],
    EXPIRE: [
      2,
      ([key = '', seconds], now) => {
        const entry = this.get(key, now)
        if (!entry) return integer(0)
        this.put(key, entry.value, now + Number(seconds) * 1000)
        return integer(1)
      },
    ],
    PERSIST: [
      1,
      ([key = ''], now) => {
        const entry = this.get(key, now)
        if (entry?.expiresAt === undefined) return integer(0)
        this.put(key, entry.value)
        return integer(1)
      },
    ],
    TTL: [
      1,
      ([key = ''], now) => {
        const entry = this.get(key, now)
        return integer(!entry ? -2 : entry.expiresAt === undefined ? -1 : Math.ceil((entry.expiresAt - now) / 1000))
      },
    ],
    RENAME: [
      2,
      ([from = '', to = ''], now) => {
        const entry = this.get(from, now)
        if (!entry) return failed('ERR no such key')
        this.entries.delete(from)
        this.entries.set(to, entry)
        return OK
      },
    ],
    LPUSH: [
      2,
      ([key = '', ...more], now) =>
        this.list(key, now, (items) => [[...more].reverse().concat(items), items.length + more.length]),
    ],
    RPUSH: [
      2,
      ([key = '', ...more], now) => this.list(key, now, (items) => [[...items, ...more], items.length + more.length]),
    ],
    LPOP: [1, ([key = ''], now) => this.list(key, now, (items) => [items.slice(1), items[0]])],
    RPOP: [1, ([key = ''], now) => this.list(key, now, (items) => [items.slice(0, -1), items.at(-1)])],
    LLEN: [1, ([key = ''], now) => this.list(key, now, (items) => [items, items.length])],
    LRANGE: [
      3,
      ([key = '', from, to], now) => this.list(key, now, (items) => [items, range(items, Number(from), Number(to))]),
    ],
    SADD: [
      2,
      ([key = '', ...more], now) =>
        this.setOf(key, now, (items) => {
          const next = [...new Set([...items, ...more])]
          return [next, next.length - items.length]
        }),
    ],
    SREM: [
      2,
      ([key = '', ...less], now) =>
        this.setOf(key, now, (items) => {
          const next = items.filter((item) => !less.includes(item))
          return [next, items.length - next.length]
        }),
    ],
    SMEMBERS: [1, ([key = ''], now) => this.setOf(key, now, (items) => [items, items])],
    SCARD: [1, ([key = ''], now) => this.setOf(key, now, (items) => [items, items.length])],
    SISMEMBER: [
      2,
      ([key = '', item = ''], now) => this.setOf(key, now, (items) => [items, items.includes(item) ? 1 : 0]),
    ],
    HSET: [3, (args, now) => this.hashSet(args, now)],
    HGET: [2, ([key = '', field = ''], now) => this.hash(key, now, (fields) => bulk(fields[field]))],
    HGETALL: [
      1,
      ([key = ''], now) =>
        this.hash(key, now, (fields) =>
          array(
            Object.entries(fields)
              .flat()
              .map((text) => bulk(text)),
          ),
        ),
    ],
    HDEL: [
      2,
      ([key = '', ...names], now) =>
        this.hash(key, now, (fields) => {
          const left = Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)))
          this.put(key, { type: 'hash', fields: left })
          return integer(Object.keys(fields).length - Object.keys(left).length)
        }),
    ],
    HKEYS: [
      1,
      ([key = ''], now) => this.hash(key, now, (fields) => array(Object.keys(fields).map((text) => bulk(text)))),
    ],
  }

  /** undefined for a command that is not about keys */
  run([name = '', ...args]: readonly string[], now: number): Reply | undefined {
    const command = this.commands[name.toUpperCase()]
    if (!command) return undefined
    if (args.length < command[0]) return failed(`ERR wrong number of arguments for '${name.toLowerCase()}' command`)
    return command[1](args, now)
  }

  private set([key = '', text = '', ...options]: readonly string[], now: number): Reply {
    const upper = options.map((option) => option.toUpperCase())
    const there = this.get(key, now) !== undefined
    if ((upper.includes('NX') && there) || (upper.includes('XX') && !there)) return bulk(undefined)
    const ex = upper.indexOf('EX')
    const px = upper.indexOf('PX')
    this.put(
      key,
      { type: 'string', text },
      ex >= 0 ? now + Number(options[ex + 1]) * 1000 : px >= 0 ? now + Number(options[px + 1]) : undefined,
    )
    return OK
  }
}

function range(items: readonly string[], from: number, to: number): readonly string[] {
  const at = (index: number) => (index < 0 ? items.length + index : index)
  return items.slice(Math.max(0, at(from)), at(to) + 1)
}

const globMatches = (pattern: string, text: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  ).test(text)
