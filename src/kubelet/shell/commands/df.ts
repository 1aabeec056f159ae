import { parseQuantity, quantityValue } from '../../../objects/quantity'
import { quick, type Invocation } from '../program'

const DISK_KB = 40 * 2 ** 20
const USED_KB = 5 * 2 ** 20

interface Row {
  readonly device: string
  readonly kb: number
  readonly usedKb: number
  readonly on: string
}

function rows({ machine }: Invocation): Row[] {
  const memoryKb = Math.floor((machine.options.facts?.memoryLimit ?? quantityValue(parseQuantity('3840Mi'))) / 1024)
  const disk = { kb: DISK_KB, usedKb: USED_KB }
  return [
    { device: 'overlay', ...disk, on: '/' },
    { device: 'tmpfs', kb: 65_536, usedKb: 0, on: '/dev' },
    ...machine.files
      .mounts()
      .map(({ path, source }): Row =>
        source === 'tmpfs'
          ? { device: 'tmpfs', kb: memoryKb, usedKb: 0, on: path }
          : { device: '/dev/vda1', ...disk, on: path },
      ),
  ]
}

/** `df [-h] [PATH ...]`: the container's root and what is mounted; all on one disk of 40 GiB, of which 5 are used. */
export const df = quick((call) => {
  const human = call.args.some((arg) => /^-\w*h/.test(arg))
  const paths = call.args.filter((arg) => !arg.startsWith('-'))
  const all = rows(call)
  const shown =
    paths.length === 0
      ? all
      : paths.map((path) => all.filter(({ on }) => on === '/' || `${path}/`.startsWith(`${on}/`)).at(-1) as Row)
  const text = (kb: number) => (human ? humanText(kb) : String(kb))
  call.out(
    human
      ? 'Filesystem                Size      Used Available Use% Mounted on\n'
      : 'Filesystem           1K-blocks      Used Available Use% Mounted on\n',
  )
  for (const { device, kb, usedKb, on } of shown) {
    const cells = [kb, usedKb, kb - usedKb].map((each) => text(each).padStart(9)).join(' ')
    call.out(`${device.padEnd(20)} ${cells} ${String(Math.ceil((usedKb / kb) * 100)).padStart(3)}% ${on}\n`)
  }
  return 0
})

function humanText(kb: number): string {
  if (kb === 0) return '0'
  let value = kb
  let unit = 0
  while (value >= 1024 && unit < 3) {
    value /= 1024
    unit++
  }
  return `${value.toFixed(1)}${'KMGT'[unit] ?? ''}`
}
