// `kubectl kustomize`: a folder with a kustomization, built. Follows kustomize's api/internal/target/kusttarget.go, v5.
import type { KubectlContext } from '../context'
import { CommandError } from '../failure'
import { type AnyObject, isFields, listAt, textAt, withValueAt } from '../objects'
import { goYaml } from '../../objects/go-yaml'
import { readDocuments } from '../resources/read-documents'
import { ANNOTATIONS, atFields, METADATA_LABELS, REPLICAS, SELECTORS, TEMPLATE_LABELS, withPairs } from './fields'
import { type Folder, folderAt, joined } from './folder'
import { generated, mergedInto, withContentHash } from './generators'
import { withImages } from './images'
import { type Kustomization, type LabelRule, type PatchRule, readKustomization } from './kustomization'
import { inOrder } from './order'
import { patched, type PatchText } from './patches'
import { withReferences } from './references'
import { changedTo, isClusterWide, type Resource, resourceOf, titleOf } from './resource'

/** The built objects as YAML documents. Warnings go to `warn`. */
export async function kustomized(context: KubectlContext, path: string, warn: (text: string) => void): Promise<string> {
  if (/^(https?:|git@|ssh:|github\.com\/)/.test(path))
    throw new CommandError(`unable to build ${path}: there is no network here`)
  const full = joined(context.cwd, path)
  const kind = await context.files.kind(full)
  if (kind === undefined)
    throw new CommandError(
      `must build at directory: not a valid directory: evalsymlink failure on '${path}' : lstat ${full}: no such file or directory`,
    )
  if (kind === 'file') throw new CommandError(`must build at directory: '${path}': file is not directory`)
  const resources = await accumulated(folderAt(context, full), [], warn)
  const hashed: Resource[] = []
  for (const resource of resources)
    hashed.push(resource.hashed ? changedTo(resource, await withContentHash(resource)) : resource)
  return inOrder(withReferences(hashed))
    .map(({ object }) => goYaml(object))
    .join('---\n')
}

async function accumulated(
  folder: Folder,
  above: readonly string[],
  warn: (text: string) => void,
  given: readonly Resource[] = [],
): Promise<Resource[]> {
  if (above.includes(folder.path))
    throw new CommandError(`cycle detected: candidate root '${folder.path}' contains visited root '${above[0] ?? ''}'`)
  const kustomization = await readKustomization(folder, warn)
  const below = [...above, folder.path]
  let resources = [...given]
  for (const path of [...(kustomization.resources ?? []), ...(kustomization.bases ?? [])])
    resources = joinedWith(resources, await fromPath(folder, path, below, warn))
  for (const path of kustomization.components ?? [])
    resources = await accumulated(folder.below(path), below, warn, resources)
  resources = await withGenerated(resources, kustomization, folder)
  return withReferences(await transformed(resources, kustomization, folder))
}

async function fromPath(
  folder: Folder,
  path: string,
  above: readonly string[],
  warn: (text: string) => void,
): Promise<Resource[]> {
  const kind = await folder.kind(path)
  if (kind === 'folder')
    return accumulated(folder.below(path), above, warn).catch((error: Error) =>
      Promise.reject(withinCycle(error, path, folder)),
    )
  const full = joined(folder.path, path)
  if (kind === undefined) {
    const missing = `evalsymlink failure on '${full}' : lstat ${full}: no such file or directory`
    throw new CommandError(
      `accumulating resources: accumulation err='accumulating resources from '${path}': ${missing}': must build at directory: not a valid directory: ${missing}`,
    )
  }
  return readDocuments(await textOf(folder, path), 'v3').flatMap((document) => {
    if ('problem' in document)
      throw new CommandError(
        `accumulating resources: accumulation err='accumulating resources from '${path}': MalformedYAMLError: ${document.problem} in File: ${path}'`,
      )
    return itemsOf(document.value as AnyObject, path)
  })
}

/** A folder that is already being built is told of as if a file had been looked for. */
function withinCycle(error: Error, path: string, folder: Folder): Error {
  if (!error.message.startsWith('cycle detected')) return error
  return new CommandError(
    `accumulating resources: accumulation err='accumulating resources from '${path}': '${joined(folder.path, path)}' must resolve to a file': ${error.message}`,
  )
}

async function textOf(folder: Folder, path: string): Promise<string> {
  try {
    return await folder.read(path)
  } catch (error) {
    throw new CommandError(
      `accumulating resources: accumulation err='accumulating resources from '${path}': ${(error as Error).message}': must build at directory: '${joined(folder.path, path)}': file is not directory`,
    )
  }
}

function itemsOf(value: AnyObject, path: string): Resource[] {
  if (value.kind === 'List') return listAt(value, 'items').flatMap((item) => itemsOf(item as AnyObject, path))
  if (textAt(value, 'metadata', 'name') === '')
    throw new CommandError(
      `accumulating resources: accumulation err='accumulating resources from '${path}': missing metadata.name in object {{${value.apiVersion} ${value.kind}} {{ } map[] map[]}}'`,
    )
  return [resourceOf(value)]
}

function joinedWith(before: readonly Resource[], more: readonly Resource[]): Resource[] {
  const twice = more.find((each) => before.some((other) => titleOf(other) === titleOf(each)))
  if (twice) throw new CommandError(`may not add resource with an already registered id: ${titleOf(twice)}`)
  return [...before, ...more]
}

async function withGenerated(
  before: readonly Resource[],
  { configMapGenerator = [], secretGenerator = [], generatorOptions = {} }: Kustomization,
  folder: Folder,
): Promise<Resource[]> {
  let resources = [...before]
  const all = [
    ...configMapGenerator.map((each) => ['ConfigMap', each] as const),
    ...secretGenerator.map((each) => ['Secret', each] as const),
  ]
  for (const [kind, generator] of all) {
    const { object, hashed, behavior } = await generated(kind, generator, generatorOptions, folder)
    const old = resources.find((each) => each.object.kind === kind && each.names.includes(object.metadata.name ?? ''))
    if (behavior === 'create') resources = joinedWith(resources, [resourceOf(object, hashed)])
    else if (!old)
      throw new CommandError(
        `merging from generator ${titleOf(resourceOf(object))}: id ${titleOf(resourceOf(object))} does not exist; cannot merge or replace`,
      )
    else
      resources = resources.map((each) =>
        each === old ? { ...changedTo(old, mergedInto(old.object, object, behavior)), hashed } : each,
      )
  }
  return resources
}

type Turn = (object: AnyObject) => AnyObject

async function transformed(
  before: readonly Resource[],
  kustomization: Kustomization,
  folder: Folder,
): Promise<Resource[]> {
  const {
    patchesStrategicMerge = [],
    patches = [],
    patchesJson6902 = [],
    namespace,
    namePrefix = '',
    nameSuffix = '',
    replicas = [],
    images = [],
  } = kustomization
  let resources = [...before]
  const patch = async (rules: readonly (PatchRule | string)[]): Promise<void> => {
    for (const rule of rules) resources = patched(resources, await patchText(rule, folder))
  }
  const each = (turn: Turn): void => {
    resources = resources.map((resource) => changedTo(resource, turn(resource.object)))
  }
  await patch(patchesStrategicMerge)
  await patch(patches)
  if (namespace) each(inNamespace(namespace))
  if (namePrefix !== '' || nameSuffix !== '') each(renamed(namePrefix, nameSuffix))
  for (const turn of labelTurns(kustomization)) each(turn)
  await patch(patchesJson6902)
  for (const { name, count } of replicas) resources = counted(resources, name, count)
  if (images.length > 0) each((object) => withImages(object, images))
  return resources
}

/** A rule that is a text is a file, or the patch itself. */
async function patchText(rule: PatchRule | string, folder: Folder): Promise<PatchText> {
  if (typeof rule === 'string') return { text: rule.includes('\n') ? rule : await folder.read(rule), rule }
  const { path, patch, target, options } = rule
  return {
    text: patch ?? (await folder.read(path ?? '')),
    rule,
    ...(target ? { target } : {}),
    ...(options ? { options } : {}),
  }
}

const inNamespace =
  (namespace: string): Turn =>
  (object) => {
    if (object.kind === 'Namespace') return withValueAt(object, ['metadata', 'name'], namespace)
    const placed = isClusterWide(object.kind) ? object : withValueAt(object, ['metadata', 'namespace'], namespace)
    if (object.kind !== 'RoleBinding' && object.kind !== 'ClusterRoleBinding') return placed
    const subjects = listAt(placed, 'subjects').map((each) =>
      isFields(each) && each['kind'] === 'ServiceAccount' && each['name'] === 'default' ? { ...each, namespace } : each,
    )
    return subjects.length === 0 ? placed : withValueAt(placed, ['subjects'], subjects)
  }

const NEVER_RENAMED = ['CustomResourceDefinition', 'APIService', 'Namespace']

const renamed =
  (prefix: string, suffix: string): Turn =>
  (object) =>
    NEVER_RENAMED.includes(object.kind)
      ? object
      : withValueAt(object, ['metadata', 'name'], `${prefix}${object.metadata.name ?? ''}${suffix}`)

function labelTurns({ commonLabels, labels = [], commonAnnotations }: Kustomization): Turn[] {
  const rules: LabelRule[] = commonLabels ? [...labels, { pairs: commonLabels, includeSelectors: true }] : [...labels]
  const turns = rules.map(({ pairs = {}, includeSelectors, includeTemplates }): Turn => {
    const places = [
      ...METADATA_LABELS,
      ...(includeSelectors ? SELECTORS : []),
      ...(includeSelectors || includeTemplates ? TEMPLATE_LABELS : []),
    ]
    return (object) => atFields(object, places, withPairs(pairs))
  })
  return commonAnnotations ? [...turns, (object) => atFields(object, ANNOTATIONS, withPairs(commonAnnotations))] : turns
}

function counted(resources: readonly Resource[], name: string, count: number): Resource[] {
  const isMeant = ({ object, names }: Resource): boolean =>
    names.includes(name) && REPLICAS.some(({ kinds = [] }) => kinds.includes(object.kind))
  if (!resources.some(isMeant))
    throw new CommandError(
      `resource with name ${name} does not match a config with the following GVK [Deployment.[noVer].[noGrp] StatefulSet.[noVer].[noGrp] ReplicaSet.[noVer].[noGrp] ReplicationController.[noVer].[noGrp]]`,
    )
  return resources.map((resource) =>
    isMeant(resource)
      ? changedTo(
          resource,
          atFields(resource.object, REPLICAS, () => count),
        )
      : resource,
  )
}
