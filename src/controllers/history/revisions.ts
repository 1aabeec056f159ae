// Versions of a template kept as ControllerRevisions. Follows pkg/controller/history, v1.36.
import { dequal } from 'dequal/lite'
import { canonicalText } from '../../objects/hash'
import type { ControllerRevision, PodTemplateSpec } from '../../objects/kinds'

/** What a revision holds: the template, to be put in the place of the present one. */
export interface RevisionData {
  readonly spec: { readonly template: PodTemplateSpec & { readonly $patch: 'replace' } }
}

/** spec.template as a revision keeps it. */
export const revisionData = (template: PodTemplateSpec): RevisionData => ({
  spec: { template: { $patch: 'replace', ...template } },
})

/**
 * The same with its keys in order, as Go marshals maps: kubectl compares these bytes with the ones that it makes of the present template
 * and skips a rollback that would change nothing.
 */
export const asKept = (data: RevisionData): RevisionData => JSON.parse(canonicalText(data)) as RevisionData

export function templateOf({ data }: ControllerRevision): PodTemplateSpec {
  const { $patch: _, ...template } = (data as RevisionData).spec.template
  return template
}

export const holds = (revision: ControllerRevision, data: RevisionData): boolean => dequal(revision.data, data)

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** By number, then by age, then by name. */
export const byRevision = (a: ControllerRevision, b: ControllerRevision): number =>
  a.revision - b.revision ||
  compare(a.metadata.creationTimestamp, b.metadata.creationTimestamp) ||
  compare(a.metadata.name, b.metadata.name)

/** The longest part of an owner's name that a revision's name takes over. */
const OWNER_NAME_CHARACTERS_MAX = 223

export const revisionName = (owner: string, hash: string): string =>
  `${owner.slice(0, OWNER_NAME_CHARACTERS_MAX)}-${hash}`
