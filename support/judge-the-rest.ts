// All Thens of a scenario are judged even after one of them failed: cucumber skips what comes after a failure, so the rest
// is judged here and reported beside it.
import { DataTable } from '@cucumber/cucumber'
import supportCode from '@cucumber/cucumber/lib/support_code_library_builder/index'
import { CucumberExpression, RegularExpression, type ParameterTypeRegistry } from '@cucumber/cucumber-expressions'
import type { PickleStep } from '@cucumber/messages'
import type { ScenarioWorld } from './world'

export const JUDGED_TYPE = 'application/vnd.kubecuke.judged+json'

export interface Judged {
  readonly pickleStepId: string
  readonly text: string
  readonly holds: boolean
  readonly message?: string
}

interface Definition {
  readonly code: (this: ScenarioWorld, ...args: unknown[]) => unknown
  readonly pattern: string | RegExp
}

// The builder holds what the step files registered; upstream has no public door to it from within a scenario.
const builder = supportCode as unknown as {
  stepDefinitionConfigs: Definition[]
  parameterTypeRegistry: ParameterTypeRegistry
}

const compiled = new Map<Definition, CucumberExpression | RegularExpression>()

function expressionOf(definition: Definition): CucumberExpression | RegularExpression {
  let expression = compiled.get(definition)
  if (!expression) {
    const { pattern } = definition
    expression =
      typeof pattern === 'string'
        ? new CucumberExpression(pattern, builder.parameterTypeRegistry)
        : new RegularExpression(pattern, builder.parameterTypeRegistry)
    compiled.set(definition, expression)
  }
  return expression
}

/** Judges the Thens that follow, up to the next When. */
export async function judgeTheRest(world: ScenarioWorld, following: readonly PickleStep[]): Promise<Judged[]> {
  const judged: Judged[] = []
  for (const step of following) {
    if (step.type !== 'Outcome') break
    const outcome = await judge(world, step)
    if (outcome) judged.push(outcome)
  }
  return judged
}

/** Undefined for an unknown phrase: cucumber tells of those itself. */
async function judge(world: ScenarioWorld, { id, text, argument }: PickleStep): Promise<Judged | undefined> {
  world.sentence = text
  for (const definition of builder.stepDefinitionConfigs) {
    const found = expressionOf(definition).match(text)
    if (!found) continue
    try {
      const values = await Promise.all(found.map((each) => each.getValue<unknown>(world)))
      await definition.code.call(
        world,
        ...values,
        ...(argument?.docString ? [argument.docString.content] : []),
        ...(argument?.dataTable ? [new DataTable(argument.dataTable)] : []),
      )
      return { pickleStepId: id, text, holds: true }
    } catch (error) {
      return { pickleStepId: id, text, holds: false, message: (error as Error).message }
    }
  }
  return undefined
}
