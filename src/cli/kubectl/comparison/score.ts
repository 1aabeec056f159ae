// What differs between a real kubectl and ours: KUBECTL=/usr/bin/kubectl node -r ts-node/register src/cli/kubectl/comparison/score.ts [world…] [--line TEXT]
import { knownDifferences, open, worlds, type Compared } from './world'
import { kubectlAt } from './installed'

async function main(): Promise<void> {
  const words = process.argv.slice(2)
  const place = words.indexOf('--line')
  const [, only] = place < 0 ? [] : words.splice(place, 2)
  const kubectl = kubectlAt()
  if (kubectl.path === undefined) return void process.stdout.write(`${kubectl.because}\n`)
  for (const world of worlds().filter(({ name }) => words.length === 0 || words.includes(name))) {
    const sides = await open(world, kubectl.path)
    const known = new Set(knownDifferences.filter((each) => each.world === world.name).map(({ line }) => line))
    let [same, expected] = [0, 0]
    const lines = world.lines.filter((line) => only === undefined || JSON.stringify(line).includes(only))
    for (const line of lines) {
      const compared = await sides.compare(line)
      const told = difference(compared)
      if (told === '') same += 1
      if (told !== '' && known.has(compared.line)) expected += 1
      else if (told === '' && known.has(compared.line))
        process.stdout.write(`--- ${world.name}: ${compared.line}\nis listed as different, and is not\n`)
      else if (told !== '') process.stdout.write(`--- ${world.name}: ${compared.line}\n${told}\n`)
    }
    process.stdout.write(
      `=== ${world.name}: ${same} of ${lines.length} lines are answered alike${expected > 0 ? `, ${expected} differ as known-differences.yaml says` : ''}\n`,
    )
    sides.close()
  }
}

/** Line by line: `-` what the real one says, `+` what ours says. */
function difference({ real, ours, state }: Compared): string {
  const told: string[] = []
  for (const name of ['stdout', 'stderr'] as const) {
    if (real[name] === ours[name]) continue
    const [theirs, mine] = [real[name].split('\n'), ours[name].split('\n')]
    const marked = [
      ...theirs.filter((each) => !mine.includes(each)).map((each) => `- ${each}`),
      ...mine.filter((each) => !theirs.includes(each)).map((each) => `+ ${each}`),
    ]
    told.push(
      `${name}:`,
      ...(marked.length > 0
        ? marked
        : [
            `the same lines in another order, ours from: ${mine
              .slice(mine.findIndex((each, i) => each !== theirs[i]))
              .slice(0, 6)
              .join(' | ')}`,
          ]
      ).slice(0, 40),
    )
  }
  if (real.exitCode !== ours.exitCode) told.push(`exit code: ${real.exitCode}, ours ${ours.exitCode}`)
  return [...told, ...state.map((each) => `state: ${each.slice(0, 6000)}`)].join('\n')
}

void main()
