import { worst, type FeatureRun, type Language, type ScenarioRun, type Status } from './run'

/** One documented behaviour: its id is a tag of the scenarios that show it. */
export interface Behaviour {
  readonly id: string
  readonly area: string
  readonly titles: Readonly<Record<Language, string>>
}

export interface ShownBehaviour extends Behaviour {
  readonly scenarios: readonly { readonly feature: FeatureRun; readonly scenario: ScenarioRun }[]
  /** undefined: no scenario shows it */
  readonly status: Status | undefined
}

/** The content of a behaviours.yaml, as data: `STS-07: {en: ..., zh-CN: ...}`. What has no such shape is left out and named. */
export function behavioursFrom(area: string, content: unknown): { behaviours: Behaviour[]; wrong: string[] } {
  const entries = typeof content === 'object' && content !== null ? Object.entries(content as Record<string, unknown>) : []
  const behaviours: Behaviour[] = []
  const wrong: string[] = []
  for (const [id, value] of entries) {
    const { en, 'zh-CN': chinese } = (typeof value === 'object' && value !== null ? value : {}) as Partial<Record<Language, unknown>>
    const title = typeof en === 'string' ? en : chinese
    if (typeof title === 'string') behaviours.push({ id, area, titles: { en: title, 'zh-CN': typeof chinese === 'string' ? chinese : title } })
    else wrong.push(id)
  }
  return { behaviours, wrong }
}

export function showBehaviours(behaviours: readonly Behaviour[], features: readonly FeatureRun[]): ShownBehaviour[] {
  const byTag = new Map<string, { feature: FeatureRun; scenario: ScenarioRun }[]>()
  for (const feature of features) for (const scenario of feature.scenarios) for (const tag of scenario.tags) byTag.set(tag, [...(byTag.get(tag) ?? []), { feature, scenario }])
  return behaviours.map((behaviour) => {
    const scenarios = byTag.get(`@${behaviour.id}`) ?? []
    return { ...behaviour, scenarios, status: scenarios.length > 0 ? worst(scenarios.map(({ scenario }) => scenario.status)) : undefined }
  })
}
