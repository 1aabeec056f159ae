import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { unifiedDiff } from '../commands/diff/unified-diff'
let seed = 7; const rnd = (n: number) => { seed = (seed * 1103515245 + 12345) & 0x7fffffff; return (seed >> 8) % n }
let ok = 0, bad = 0
for (let k = 0; k < 600; k++) {
  const n = rnd(40), a = Array.from({ length: n }, (_, i) => rnd(3) ? `u${i}` : 'abc'[rnd(3)])
  const b: any[] = []
  for (const l of a) { const r = rnd(14); if (r === 0) continue; if (r === 1) b.push('x' + rnd(3)); if (r === 2) b.push('abc'[rnd(3)]); b.push(l) }
  const A = a.length ? a.join('\n') + '\n' : '', B = b.length ? b.join('\n') + '\n' : ''
  writeFileSync('/tmp/dA', A); writeFileSync('/tmp/dB', B)
  let want = ''; try { execFileSync('diff', ['-u', '/tmp/dA', '/tmp/dB'], { encoding: 'utf8' }) } catch (e: any) { want = e.stdout.split('\n').slice(2).join('\n') }
  const got = unifiedDiff(A, B)
  if (got === want) ok++; else { bad++; if (bad < 3) console.log('W\n' + want + 'G\n' + got) }
}
console.log({ ok, bad })
