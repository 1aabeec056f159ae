// Follows kubectl/pkg/cmd/certificates/certificates.go, v1.36.
import type { Command } from '../command'
import { CommandError, usageError } from '../failure'
import { certificateHelp } from '../help/certificate'
import type { HelpPage } from '../help/help-page'
import { renderHelp } from '../help/render-help'
import { type AnyObject, listAt, textAt, withValueAt } from '../objects'
import { objectPrinter } from '../output/object-printer'
import { findResources } from '../resources/find-resources'
import type { Session } from '../session'
import { filesNamed } from './named-files'

interface Verdict {
  readonly verb: 'approve' | 'deny'
  readonly done: string
  readonly type: 'Approved' | 'Denied'
  readonly reason: string
}

const VERDICTS: readonly Verdict[] = [
  { verb: 'approve', done: 'approved', type: 'Approved', reason: 'KubectlApprove' },
  { verb: 'deny', done: 'denied', type: 'Denied', reason: 'KubectlDeny' },
]

export const certificate: Command = {
  name: 'certificate',
  help: certificateHelp['certificate'] as HelpPage,
  run(args, _flags, session) {
    if (args.length > 0)
      throw new CommandError(
        `unknown command "${args.join(' ')}"\nSee '${session.commandPath} -h' for help and examples`,
      )
    session.out(renderHelp(certificate, session.commandPath))
  },
  subcommands: VERDICTS.map((verdict) => ({
    name: verdict.verb,
    help: certificateHelp[`certificate ${verdict.verb}`] as HelpPage,
    async run(args, flags, session) {
      if (args.length === 0 && flags.strings('filename').length === 0 && flags.string('kustomize') === '') {
        throw new CommandError('one or more CSRs must be specified as <name> or -f <filename>')
      }
      const print = await objectPrinter(flags, session, { operation: verdict.done })
      const files = {
        ...filesNamed(flags),
      }
      const found = await findResources(session, {
        ...files,
        ...(args.length > 0 ? { named: { type: 'certificatesigningrequest', names: args } } : {}),
        continueOnError: true,
        flatten: true,
        latest: true,
      })
      let count = 0
      await found.visit(async ({ object, mapping, name }) => {
        if (!mapping) throw usageError(session.commandPath, 'can only handle certificates')
        count += 1
        const judged = judgedBy(object as AnyObject, verdict, flags.bool('force'), session)
        if (judged) await session.api.replace({ mapping, namespace: '', name, subresource: 'approval' }, judged)
        print(judged ?? (object as AnyObject))
      })
      if (count === 0) session.out('No resources found\n')
    },
  })),
}

/** The request with the verdict; undefined when it was given before. */
function judgedBy(
  request: AnyObject,
  { verb, type, reason, done }: Verdict,
  force: boolean,
  session: Session,
): AnyObject | undefined {
  const conditions = listAt(request, 'status', 'conditions')
  const has = (wanted: string): boolean => conditions.some((condition) => textAt(condition, 'type') === wanted)
  const other = type === 'Approved' ? 'Denied' : 'Approved'
  if (has(other))
    throw new CommandError(
      `certificate signing request ${JSON.stringify(request.metadata.name ?? '')} is already ${other}`,
    )
  if (has(type) && !force) return undefined
  const now = `${new Date(session.now()).toISOString().slice(0, 19)}Z`
  const added = {
    type,
    status: 'True',
    reason,
    message: `This CSR was ${done} by kubectl certificate ${verb}.`,
    lastUpdateTime: now,
  }
  return withValueAt(request, ['status', 'conditions'], [...conditions, added])
}
