// Addresses of nodes and Pods, by the place of the node in the order in which nodes joined.

const byte = (number: number, place: number): number => (number >> (8 * place)) & 255

/** 192.168.0.200, .201 ...; beyond .255 it goes on in 192.168.1.0. */
export function nodeIP(place: number): string {
  const number = 200 + place
  return `192.168.${byte(number, 1)}.${byte(number, 0)}`
}

/** 10.244.0.0/24, 10.244.1.0/24 ...; after 10.255.255.0 it goes on in 10.128.0.0, clear of the Services' 10.96.0.0/12. */
export function podCIDR(place: number): string {
  const second = 244 + (place >> 8)
  return `10.${second <= 255 ? second : 128 + second - 256}.${byte(place, 0)}.0/24`
}

/** Addresses of one node's Pods, taken in turn as the host-local plugin does: one that was given back waits for its round. */
export class PodAddresses {
  private readonly used = new Set<number>()
  private last = 1
  private readonly base: number
  private readonly size: number

  constructor(cidr: string) {
    const [ip = '', bits = '24'] = cidr.split('/')
    this.base = ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
    this.size = 2 ** (32 - Number(bits))
  }

  /** @returns undefined when all are in use */
  take(): string | undefined {
    for (let tries = 0; tries < this.size; tries++) {
      this.last = this.last + 1 > this.size - 2 ? 2 : this.last + 1
      if (this.used.has(this.last)) continue
      this.used.add(this.last)
      return this.text(this.last)
    }
    return undefined
  }

  giveBack(ip: string): void {
    this.used.delete(ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0) - this.base)
  }

  private text(offset: number): string {
    const number = this.base + offset
    return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.')
  }
}
