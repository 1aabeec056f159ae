// What there is in the cluster and in the kubeconfig, for completion: whatever goes wrong, there is then nothing to offer.
// Follows kubectl/pkg/util/completion/completion.go, v1.36.
import { type AnyObject, listAt, textAt, valueAt } from '../objects'
import { compareCodePoints } from '../output/go-json'
import { podsOfObject } from '../pods/pods-of-object'
import { compareForExec } from '../pods/rank-pods'
import { findResources } from '../resources/find-resources'
import { groupResourceText } from '../resources/resource-mapping'
import { preferred } from '../resources/rest-mapper'
import type { Session } from '../session'

const CHUNK = 500
/** so long a completion waits for a first Pod */
const POD_WAIT_MS = 100

/** The objects that `get` with these words would show in one list. */
export async function listed(session: Session | undefined, args: readonly string[]): Promise<readonly AnyObject[]> {
  const found = await read(session, args)
  return found && !found.single ? found.objects : []
}

/** The one object that `get` with these words would show. */
export async function single(session: Session | undefined, args: readonly string[]): Promise<AnyObject | undefined> {
  const found = await read(session, args)
  return found?.single ? found.objects[0] : undefined
}

async function read(
  session: Session | undefined,
  args: readonly string[],
): Promise<{ readonly objects: readonly AnyObject[]; readonly single: boolean } | undefined> {
  if (!session) return undefined
  try {
    const found = await findResources(session, {
      args,
      allowEmptySelector: true,
      latest: true,
      continueOnError: true,
      flatten: true,
      chunkSize: CHUNK,
    })
    const { infos } = await found.infosAndFailure()
    return { objects: infos.map(({ object }) => object as AnyObject), single: found.singleItemImplied }
  } catch {
    return undefined
  }
}

export const namesOf = async (session: Session | undefined, type: string, word: string): Promise<string[]> =>
  (await listed(session, [type])).map(({ metadata }) => metadata.name ?? '').filter((name) => name.startsWith(word))

/** `pods`, `deployments.apps`: of a list with commas only the last one is completed. */
export async function typesOf(session: Session | undefined, word: string): Promise<string[]> {
  if (!session) return []
  const at = word.lastIndexOf(',') + 1
  const [before, last] = [word.slice(0, at), word.slice(at)]
  const groups = await session.mapper.all().catch(() => [])
  return preferred(groups)
    .filter(({ verbs }) => verbs.includes('get'))
    .sort((a, b) => compareCodePoints(a.group, b.group) || compareCodePoints(a.resource, b.resource))
    .map(groupResourceText)
    .filter((name) => name.startsWith(last))
    .map((name) => before + name)
}

/** The Pod that `logs`, `exec` … would take for `deployment/web`; '' when there is none. */
export async function podNamed(session: Session | undefined, argument: string): Promise<string> {
  if (!argument.includes('/')) return argument
  const object = await single(session, [argument])
  if (!session || !object) return ''
  if (object.kind === 'Pod') return object.metadata.name ?? ''
  try {
    const pods = await podsOfObject(object, POD_WAIT_MS, session)
    return [...pods].sort(compareForExec)[0]?.metadata.name ?? ''
  } catch {
    return ''
  }
}

export async function containersOf(session: Session | undefined, pod: string, word: string): Promise<string[]> {
  const object = await single(session, ['pod', pod])
  return ['initContainers', 'containers']
    .flatMap((list) => listAt(object, 'spec', list))
    .map((container) => textAt(container, 'name'))
    .filter((name) => name.startsWith(word))
}

/** `8080:80`: what is typed before the colon stays, else it is the port itself. */
export const portWords = (ports: readonly number[], word: string): string[] =>
  ports
    .map((port) => `${word === '' ? port : (word.split(':')[0] as string)}:${port}`)
    .filter((each) => each.startsWith(word))

export const portsOf = (object: AnyObject | undefined): number[] =>
  object?.kind === 'Service'
    ? listAt(object, 'spec', 'ports').map((each) => valueAt(each, 'port') as number)
    : listAt(object, 'spec', 'containers').flatMap((container) =>
        listAt(container, 'ports').map((each) => valueAt(each, 'containerPort') as number),
      )

/** `contexts`, `clusters` or `users` of the kubeconfig. */
export async function entriesOf(session: Session | undefined, list: string, word: string): Promise<string[]> {
  const config = await session?.context.config.read()
  return listAt(config, list)
    .map((each) => textAt(each, 'name'))
    .filter((name) => name.startsWith(word))
}
