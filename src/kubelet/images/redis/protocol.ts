// What travels between redis-server and its clients: inline commands up, RESP answers down.

export type Reply =
  | { readonly kind: 'status'; readonly text: string }
  | { readonly kind: 'error'; readonly text: string }
  | { readonly kind: 'integer'; readonly value: number }
  | { readonly kind: 'bulk'; readonly text: string | undefined }
  | { readonly kind: 'array'; readonly items: readonly Reply[] }

export const status = (text: string): Reply => ({ kind: 'status', text })
export const failed = (text: string): Reply => ({ kind: 'error', text })
export const integer = (value: number): Reply => ({ kind: 'integer', value })
export const bulk = (text: string | undefined): Reply => ({ kind: 'bulk', text })
export const array = (items: readonly Reply[]): Reply => ({ kind: 'array', items })

export function encodeReply(reply: Reply): string {
  switch (reply.kind) {
    case 'status':
      return `+${reply.text}\r\n`
    case 'error':
      return `-${reply.text}\r\n`
    case 'integer':
      return `:${reply.value}\r\n`
    case 'bulk':
      return reply.text === undefined ? '$-1\r\n' : `$${reply.text.length}\r\n${reply.text}\r\n`
    case 'array':
      return `*${reply.items.length}\r\n${reply.items.map(encodeReply).join('')}`
  }
}

/** One whole answer at the beginning of a text; undefined while it is not all there. */
export function decodeReply(text: string): { readonly reply: Reply; readonly rest: string } | undefined {
  const end = text.indexOf('\r\n')
  if (end < 0) return undefined
  const line = text.slice(1, end)
  const rest = text.slice(end + 2)
  switch (text[0]) {
    case '+':
      return { reply: status(line), rest }
    case '-':
      return { reply: failed(line), rest }
    case ':':
      return { reply: integer(Number(line)), rest }
    case '$': {
      const length = Number(line)
      if (length < 0) return { reply: bulk(undefined), rest }
      return rest.length < length + 2 ? undefined : { reply: bulk(rest.slice(0, length)), rest: rest.slice(length + 2) }
    }
    default: {
      const items: Reply[] = []
      let left = rest
      for (let i = 0; i < Number(line); i++) {
        const next = decodeReply(left)
        if (!next) return undefined
        items.push(next.reply)
        left = next.rest
      }
      return { reply: array(items), rest: left }
    }
  }
}

/** As redis-cli shows it: bare when the output is no terminal. */
export function showReply(reply: Reply, indent = ''): string {
  switch (reply.kind) {
    case 'status':
      return reply.text
    case 'error':
      return `(error) ${reply.text}`
    case 'integer':
      return `(integer) ${reply.value}`
    case 'bulk':
      return reply.text === undefined ? '(nil)' : JSON.stringify(reply.text)
    case 'array':
      return reply.items.length === 0
        ? '(empty array)'
        : reply.items
            .map((item, i) => `${i === 0 ? '' : indent}${i + 1}) ${showReply(item, `${indent}   `)}`)
            .join('\n')
  }
}

export function showRawReply(reply: Reply): string {
  switch (reply.kind) {
    case 'status':
    case 'error':
      return reply.text
    case 'integer':
      return String(reply.value)
    case 'bulk':
      return reply.text ?? ''
    case 'array':
      return reply.items.map(showRawReply).join('\n')
  }
}

/** `SET greeting "hello world"` -> its words */
export function splitCommand(line: string): string[] {
  return [...line.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|(\S+)/g)].map((match) =>
    match[1] !== undefined
      ? match[1].replace(/\\(.)/g, (_, character: string) => (character === 'n' ? '\n' : character))
      : (match[2] ?? match[3] ?? ''),
  )
}

export const joinCommand = (words: readonly string[]): string => words.map((word) => JSON.stringify(word)).join(' ')
