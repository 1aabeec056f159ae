// `patches:` and their older forms. Follows kustomize's api/internal/builtins/PatchTransformer.go, v5.
import type { Operation } from 'fast-json-patch'
import { jsonPatched } from '../commands/overrides'
import { CommandError } from '../failure'
import { quote } from '../../objects/go-text'
import { type AnyObject, groupOf, isFields, textAt, versionOf } from '../objects'
import { goYaml } from '../../objects/go-yaml'
import { shapeOfKind } from '../patch/list-strategies'
import { patchLocally } from '../patch/patch-locally'
import type { Patch } from '../patch/strategic-difference'
import { readYaml } from '../../objects/read-yaml'
import { readDocuments } from '../resources/read-documents'
import { matches } from '../../objects/selectors'
import { parseSelector } from '../../objects/selector-text'
import { changedTo, type Resource } from './resource'

/** Who is patched: whole names, as regular expressions. */
export interface Target {
  readonly group?: string
  readonly version?: string
  readonly kind?: string
  readonly name?: string
  readonly namespace?: string
  readonly labelSelector?: string
  readonly annotationSelector?: string
}

export interface PatchText {
  readonly text: string
  /** as the kustomization has it */
  readonly rule: unknown
  readonly target?: Target
  readonly options?: { readonly allowNameChange?: boolean; readonly allowKindChange?: boolean }
}

export function patched(resources: readonly Resource[], patch: PatchText): Resource[] {
  const operations = operationsOf(patch.text)
  if (operations) {
    if (!patch.target) throw new CommandError('must specify a target for JSON patch')
    return patchTargets(resources, patch.target, (object) => jsonPatched(object, operations))
  }
  let after = [...resources]
  for (const document of readDocuments(patch.text, 'v3')) {
    if ('problem' in document) throw unreadable(patch)
    const value = document.value as AnyObject
    if (textAt(value, 'kind') === '' || textAt(value, 'metadata', 'name') === '') throw unreadable(patch)
    const apply = (object: AnyObject): AnyObject | undefined => merged(object, value, patch)
    after = patch.target ? patchTargets(after, patch.target, apply) : patchNamed(after, value, apply)
  }
  return after
}

const unreadable = ({ text, rule }: PatchText): CommandError =>
  new CommandError(
    `trouble configuring builtin PatchTransformer with config: \`\n${goYaml(rule)}\`: unable to parse SM or JSON patch from [patch: ${quote(text)}]`,
  )

function operationsOf(text: string): Operation[] | undefined {
  try {
    const value = readYaml(text)
    return Array.isArray(value) ? (value as Operation[]) : undefined
  } catch {
    return undefined
  }
}

/** undefined: `$patch: delete` takes the object out. */
function merged(object: AnyObject, patch: AnyObject, { options = {}, target }: PatchText): AnyObject | undefined {
  if (patch['$patch'] === 'delete') return undefined
  const { apiVersion, kind, metadata } = object
  const result = patchLocally(object, patch as Patch, shapeOfKind(groupOf(apiVersion), kind), {
    patchedItemsFirst: true,
  })
  const kept =
    target || !options.allowKindChange
      ? {
          apiVersion: options.allowKindChange ? result.apiVersion : apiVersion,
          kind: options.allowKindChange ? result.kind : kind,
        }
      : {}
  return {
    ...result,
    ...kept,
    metadata: options.allowNameChange ? result.metadata : { ...result.metadata, name: metadata.name },
  }
}

type Apply = (object: AnyObject) => AnyObject | undefined

const change = (resource: Resource, apply: Apply): Resource[] => {
  const object = apply(resource.object)
  return object ? [changedTo(resource, object)] : []
}

function patchTargets(resources: readonly Resource[], target: Target, apply: Apply): Resource[] {
  return resources.flatMap((resource) => (isTarget(resource, target) ? change(resource, apply) : [resource]))
}

function isTarget(
  { object, names, namespaces }: Resource,
  { group, version, kind, name, namespace, labelSelector, annotationSelector }: Target,
): boolean {
  const fits = (pattern: string | undefined, ...texts: readonly string[]): boolean =>
    !pattern || texts.some((text) => new RegExp(`^(?:${pattern})$`).test(text))
  const selects = (selector: string | undefined, pairs: Readonly<Record<string, string>> | undefined): boolean =>
    !selector || matches(parseSelector(selector), pairs)
  return (
    fits(group, groupOf(object.apiVersion)) &&
    fits(version, versionOf(object.apiVersion)) &&
    fits(kind, object.kind) &&
    fits(name, ...names) &&
    fits(namespace, ...namespaces) &&
    selects(labelSelector, object.metadata.labels) &&
    selects(annotationSelector, object.metadata.annotations)
  )
}

function patchNamed(resources: readonly Resource[], patch: AnyObject, apply: Apply): Resource[] {
  const { apiVersion = '', kind = '', metadata } = patch
  const { name = '', namespace = '' } = isFields(metadata) ? metadata : {}
  const found = resources.filter(
    (each) =>
      each.object.kind === kind &&
      groupOf(each.object.apiVersion) === groupOf(apiVersion) &&
      each.names.includes(name) &&
      (namespace === '' || each.namespaces.includes(namespace)),
  )
  if (found.length === 0) {
    const group = groupOf(apiVersion) || '[noGrp]'
    throw new CommandError(
      `no resource matches strategic merge patch "${kind}.${versionOf(apiVersion)}.${group}/${name}.${namespace || '[noNs]'}": no matches for Id ${kind}.${versionOf(apiVersion)}.${group}/${name}.${namespace || '[noNs]'}; failed to find unique target for patch ${kind}.${versionOf(apiVersion)}.${group}/${name}.${namespace || '[noNs]'}`,
    )
  }
  return resources.flatMap((each) => (each === found[0] ? change(each, apply) : [each]))
}
