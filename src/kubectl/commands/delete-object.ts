import type { AnyObject } from '../objects'
import type { ResourceInfo } from '../resources/resource-info'
import type { Session } from '../session'
import type { DryRun } from './dry-run'

export interface DeletionOptions {
  /** Background, Foreground, Orphan */
  readonly propagation: string
  /** negative: as the object says */
  readonly graceSeconds: number
  readonly dryRun: DryRun
}

/** Returns what the server answers: the object as it goes, or a Status. */
export async function deleteObject(
  session: Session,
  { mapping, namespace, name }: Pick<ResourceInfo, 'mapping' | 'namespace' | 'name'>,
  { propagation, graceSeconds, dryRun }: DeletionOptions,
): Promise<AnyObject | undefined> {
  if (!mapping) return undefined
  const options = {
    kind: 'DeleteOptions',
    apiVersion: 'v1',
    propagationPolicy: propagation,
    ...(graceSeconds >= 0 ? { gracePeriodSeconds: graceSeconds } : {}),
    ...(dryRun === 'server' ? { dryRun: ['All'] } : {}),
  }
  return session.api.delete({ mapping, namespace, name }, options, {
    query: dryRun === 'server' ? { dryRun: 'All' } : {},
  })
}
