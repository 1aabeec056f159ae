// Follows kubectl/pkg/cmd/cp, v1.36: tar in the container, unpacked here, and the other way round.
import type { Pod } from '../../../objects/kinds'
import type { Command } from '../../command'
import { CommandError, ExitError } from '../../failure'
import type { FlagValues } from '../../flags/flag-values'
import { cpHelp } from '../../help/cp'
import type { HelpPage } from '../../help/help-page'
import { checkContainer, containerOrDefault } from '../../pods/container-of-pod'
import { runInContainer } from '../../pods/run-in-container'
import type { Session } from '../../session'
import { streams } from '../exec'
import { readTar, type TarEntry, textOfBytes, writeTar } from './tar'

interface FileSpec {
  readonly namespace: string
  /** '' for a local file */
  readonly pod: string
  readonly path: string
}

export const cp: Command = {
  name: 'cp',
  help: cpHelp['cp'] as HelpPage,
  async run(args, flags, session) {
    if (args.length !== 2) throw new CommandError('source and destination are required')
    const [from, to] = args.map((arg) => readFileSpec(arg, session)) as [FileSpec, FileSpec]
    if (from.pod !== '' && to.pod !== '')
      throw new CommandError('one of src or dest must be a local file specification')
    if (from.path === '' || to.path === '') throw new CommandError('filepath can not be empty')
    if (from.pod !== '') return copyFromPod(from, to.path, flags, session)
    if (to.pod !== '') return copyToPod(from.path, to, flags, session)
    throw new CommandError('one of src or dest must be a remote file specification')
  },
}

function readFileSpec(arg: string, session: Session): FileSpec {
  const at = arg.indexOf(':')
  const wrong = new CommandError('filespec must match the canonical format: [[namespace/]pod:]file/path')
  if (at === 0) throw wrong
  if (at < 0) return { namespace: '', pod: '', path: arg }
  const parts = arg.slice(0, at).split('/')
  if (parts.length > 2) throw wrong
  const [namespace, pod] = parts.length === 2 ? parts : [session.namespace, parts[0]]
  return { namespace: namespace, pod: pod as string, path: arg.slice(at + 1) }
}

interface Run {
  readonly command: readonly string[]
  readonly stdin?: string
  readonly onStdout: (text: string) => void
  readonly onStderr: (text: string) => void
}

async function run(
  spec: FileSpec,
  flags: FlagValues,
  session: Session,
  { command, stdin, onStdout, onStderr }: Run,
): Promise<void> {
  const path = `/api/v1/namespaces/${spec.namespace}/pods/${spec.pod}`
  const pod = (await session.api.call({ method: 'GET', path })) as unknown as Pod
  const named = flags.string('container')
  if (named !== '') checkContainer(pod, named)
  const container = named || containerOrDefault(pod, '', (text) => session.err(text))
  const query = { container, command, ...streams(stdin !== undefined, false) }
  await runInContainer(session, {
    namespace: spec.namespace,
    pod: spec.pod,
    subresource: 'exec',
    query,
    stdin,
    bytes: true,
    onStdout,
    onStderr,
  })
}

const ignore = (): void => {}
const baseName = (path: string): string => path.replace(/\/+$/, '').split('/').at(-1) ?? ''
const folderOf = (path: string): string =>
  path.replace(/\/+$/, '').replace(/\/?[^/]*$/, '') || (path.startsWith('/') ? '/' : '.')

async function copyToPod(path: string, to: FileSpec, flags: FlagValues, session: Session): Promise<void> {
  const kind = await session.context.files.kind(path)
  if (!kind) throw new CommandError(`${path} doesn't exist in local filesystem`)
  const intoFolder = await isFolder(to, flags, session)
  const target = intoFolder ? `${to.path.replace(/\/+$/, '')}/${baseName(path)}` : to.path
  const archive = writeTar(await entriesOf(path, baseName(target), session))
  const options = flags.bool('no-preserve') ? ['--no-same-permissions', '--no-same-owner', '-xmf', '-'] : ['-xmf', '-']
  await run(to, flags, session, {
    command: ['tar', ...options, '-C', folderOf(target)],
    stdin: archive,
    onStdout: (bytes) => session.out(textOfBytes(bytes)),
    onStderr: (bytes) => session.err(textOfBytes(bytes)),
  })
}

async function isFolder(spec: FileSpec, flags: FlagValues, session: Session): Promise<boolean> {
  try {
    await run(spec, flags, session, { command: ['test', '-d', spec.path], onStdout: ignore, onStderr: ignore })
    return true
  } catch (error) {
    if (error instanceof ExitError) return false
    throw error
  }
}

async function entriesOf(path: string, name: string, session: Session): Promise<TarEntry[]> {
  const { files } = session.context
  if ((await files.kind(path)) !== 'folder') return [{ name, bytes: await files.readBytes(path) }]
  const inner: TarEntry[] = []
  for (const child of await files.list(path))
    inner.push(...(await entriesOf(`${path}/${child}`, `${name}/${child}`, session)))
  return [{ name: `${name}/`, bytes: '' }, ...inner]
}

async function copyFromPod(from: FileSpec, path: string, flags: FlagValues, session: Session): Promise<void> {
  let archive = ''
  await run(from, flags, session, {
    command: ['tar', 'cf', '-', from.path],
    onStdout: (text) => {
      archive += text
    },
    onStderr: (bytes) => session.out(textOfBytes(bytes)),
  })
  const prefix = from.path
    .replace(/^\/+/, '')
    .replace(/\/+$/, '')
    .replace(/^(\.\.?\/)+/, '')
  const { files } = session.context
  const target = (await files.kind(path)) === 'folder' ? `${path.replace(/\/+$/, '')}/${baseName(from.path)}` : path
  for (const { name, bytes } of readTar(archive)) {
    if (name.endsWith('/')) continue
    const inner = name.replace(/^\.?\/+/, '').slice(prefix.length)
    await files.writeBytes(inner === '' ? target : `${target.replace(/\/+$/, '')}/${inner.replace(/^\/+/, '')}`, bytes)
  }
}
