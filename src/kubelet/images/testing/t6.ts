import { Lab } from './lab'
const main = async () => {
  const lab = new Lab()
  const c = lab.run(process.argv[2] as string, process.argv[3] ? { command: ['sh','-c', process.argv[3]] } : {})
  await lab.pass(2000)
  for (const x of process.argv.slice(4)) console.log(x, await lab.exec(c, x))
  console.log(c.log, c.exit, c.running.usage())
}
void main()
