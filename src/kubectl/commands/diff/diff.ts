// Follows kubectl/pkg/cmd/diff/diff.go, v1.36, with what diff(1) would say of the two folders that upstream writes.
import { NotModelled } from '../../../objects/not-modelled'
import type { Command } from '../../command'
import { CommandError, isConflict, isNotFound, usageError } from '../../failure'
import { diffHelp } from '../../help/diff'
import type { HelpPage } from '../../help/help-page'
import { logLine } from '../../klog'
import { type AnyObject, withValueAt } from '../../objects'
import { goYaml } from '../../../objects/go-yaml'
import { findResources } from '../../resources/find-resources'
import type { ResourceInfo } from '../../resources/resource-info'
import { readInfo } from '../../resources/server-sources'
import type { Session } from '../../session'
import { warnIfDeleting } from '../apply/apply-client-side'
import { filesNamed, requireFiles } from '../named-files'
import { maskedSecrets } from './masked-secrets'
import { mergedObject } from './merged-object'
import { unifiedDiff } from './unified-diff'

const TRIES_MAX = 4

interface Versions {
  /** the file that both would be written to */
  readonly name: string
  readonly live: string
  readonly merged: string
}

export const diff: Command = {
  name: 'diff',
  help: diffHelp.diff as HelpPage,
  addedToFailures: 1,
  async run(args, flags, session) {
    if (args.length > 0) throw usageError(session.commandPath, `Unexpected args: [${args.join(' ')}]`)
    requireFiles(flags)
    if (flags.bool('force-conflicts') && !flags.bool('server-side'))
      throw new CommandError('--force-conflicts only works with --server-side')
    if (flags.bool('prune')) throw new NotModelled('kubectl diff --prune', 'diff without it')
    if (session.context.env['KUBECTL_EXTERNAL_DIFF'])
      throw new NotModelled('KUBECTL_EXTERNAL_DIFF', 'unset it: the diff is made here')
    const found = await findResources(session, {
      ...filesNamed(flags),
      labelSelector: flags.string('selector'),
      flatten: true,
    })
    const all: Versions[] = []
    await found.visit(async (info) => {
      all.push(await versionsOf(info, session))
    })
    return printDifferences(all, session)
  },
}

async function versionsOf(info: ResourceInfo, session: Session): Promise<Versions> {
  for (let tries = 1; ; tries += 1) {
    const live = await liveObject(info, session)
    try {
      const merged = await mergedObject(session, info, live)
      if (live) warnIfDeleting(live, session)
      return { name: nameOf(info), ...textsOf(live, merged, session) }
    } catch (error) {
      if (!isConflict(error) || tries === TRIES_MAX) throw error
      if (tries === TRIES_MAX - 1) session.err(keepsChanging(info, session))
    }
  }
}

function keepsChanging({ mapping, name }: ResourceInfo, session: Session): string {
  const { group = '', version = '', kind = '' } = mapping ?? {}
  return logLine(
    'W',
    session.now(),
    'diff.go:723',
    `Object (${group}/${version}, Kind=${kind}: ${name}) keeps changing, diffing without lock`,
  )
}

async function liveObject(info: ResourceInfo, session: Session): Promise<AnyObject | undefined> {
  try {
    return (await readInfo(session, info)).object
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
}

function nameOf({ mapping, namespace, name }: ResourceInfo): string {
  const { group = '', version = '', kind = '' } = mapping ?? {}
  return `${group === '' ? '' : `${group}.`}${version}.${kind}.${namespace}.${name}`
}

function textsOf(live: AnyObject | undefined, merged: AnyObject, { flags }: Session): { live: string; merged: string } {
  const shown = (object: AnyObject): AnyObject =>
    flags.bool('show-managed-fields') ? object : withValueAt(object, ['metadata', 'managedFields'], undefined)
  const isSecret = merged.apiVersion === 'v1' && merged.kind === 'Secret' && !flags.bool('show-secrets')
  const versions = [live && shown(live), shown(merged)] as [AnyObject | undefined, AnyObject]
  const [before, after] = isSecret ? maskedSecrets(...versions) : versions
  // Upstream masks a Secret that is not there too, and so prints it.
  return { live: before ? goYaml(before) : isSecret ? 'null\n' : '', merged: goYaml(after) }
}

function printDifferences(all: readonly Versions[], session: Session): 0 | 1 {
  const [from, to] = ['LIVE', 'MERGED'].map((folder, i) => `/tmp/${folder}-${folderNumber(session.now(), i)}`)
  const written = `${new Date(session.now()).toISOString().replace('T', ' ').replace('Z', '')}000000 +0000`
  let differs = false
  for (const { name, live, merged } of [...all].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const hunks = unifiedDiff(live, merged)
    if (hunks === '') continue
    differs = true
    session.out(
      `diff -u -N ${from}/${name} ${to}/${name}\n--- ${from}/${name}\t${written}\n+++ ${to}/${name}\t${written}\n${hunks}`,
    )
  }
  return differs ? 1 : 0
}

/** A number such as temporary folders have; from the clock, so that the same run gives the same. */
const folderNumber = (now: number, salt: number): number => Math.imul((now % 0xffff_ffff) + salt, 2_654_435_761) >>> 0
