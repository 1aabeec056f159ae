// A cluster that somebody types at: each entry is a step, and everything so far is a record like that of a scenario.
import { createCluster, type Cluster } from '../cluster/create-cluster'
import { recordScenario } from '../cluster/record/record-scenario'
import { createClusterTerminal, type ClusterTerminal } from '../cluster/terminal'
import type { CommandRecord, ScenarioRecord, StepRecord } from '../objects/run-record'

export class LiveSession {
  private readonly cluster: Cluster = createCluster()
  private readonly terminal: ClusterTerminal
  private readonly steps: StepRecord[] = []
  private readonly firstWrites: number[] = []
  private commands: CommandRecord[] = []
  private readonly start = this.cluster.now()

  constructor() {
    this.terminal = createClusterTerminal(this.cluster, {
      onCommand: ({ from, to, ...command }) =>
        this.commands.push({ ...command, from: from - this.start, to: to - this.start }),
    })
  }

  /** A file in the folder where the terminal stands. */
  writeFile(name: string, text: string): void {
    this.terminal.writeFile(name, text)
  }

  /** Types lines and waits, in virtual time, until they have ended. @returns what was typed, each line with its answer */
  async type(lines: string): Promise<readonly CommandRecord[]> {
    this.commands = []
    this.firstWrites.push(this.cluster.history.entries.length)
    const from = this.cluster.now() - this.start
    await this.terminal.run(lines)
    this.steps.push({ from, to: this.cluster.now() - this.start, commands: this.commands })
    return this.commands
  }

  record(): ScenarioRecord {
    return recordScenario({
      entries: this.cluster.history.entries,
      log: { start: this.start, steps: this.steps, firstWrites: this.firstWrites },
      seed: 0,
      end: this.cluster.now(),
    })
  }
}
