// A whole run of all features in both languages, as `kubecuke run features` does it, and with one process for comparison.
import { spawnSync } from 'node:child_process'
import { builtCommand } from './built'
import type { Row } from './rows'

export const measure = (): Row[] => [...run('all cores', []), ...run('one process', ['--parallel', '1'])]

function run(how: string, flags: string[]): Row[] {
  const begun = performance.now()
  const { stdout, status } = spawnSync(process.execPath, [builtCommand(), 'run', 'features', ...flags], {
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  })
  const seconds = (performance.now() - begun) / 1000
  const [, scenarios, running] = /(\d+) scenarios in ([\d.]+) s/.exec(stdout) ?? []
  if (status !== 0 || !running) throw new Error(`the features do not pass:\n${stdout.slice(-2000)}`)
  return [
    { what: `${scenarios} scenarios, ${how}`, value: seconds, unit: 's' },
    { what: `scenarios after the start, ${how}`, value: Number(scenarios) / Number(running), unit: 'a second' },
  ]
}
