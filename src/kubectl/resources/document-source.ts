// The documents of one file, one after the other. Follows cli-runtime/pkg/resource/visitor.go StreamVisitor, v1.36.
import { CommandError, ConnectionError } from '../failure'
import { quote } from '../../objects/go-text'
import { textAt } from '../objects'
import { matches } from '../../objects/selectors'
import { parseSelector } from '../../objects/selector-text'
import type { Session } from '../session'
import type { FileSource } from './expand-files'
import type { FindOptions } from './find-resources'
import type { ResourceSource } from './found-resources'
import { infoOfDocument } from './info-of-object'
import { readDocuments } from './read-documents'
import type { ResourceInfo } from './resource-info'

const HOW_TO_STOP = 'if you choose to ignore these errors, turn validation off with --validate=false'

export function documentSource(session: Session, file: FileSource, options: FindOptions): ResourceSource {
  const selector = options.labelSelector?.trim() ? parseSelector(options.labelSelector) : undefined
  return {
    async visit(take, onFailure) {
      for (const document of readDocuments(await readText(file))) {
        if ('problem' in document) throw new CommandError(`error parsing ${file.name}: ${document.problem}`)
        validate(document.value, file.name, options)
        let info: ResourceInfo
        try {
          info = await infoOfDocument(session, document.value, {
            source: file.name,
            local: options.local,
            validated: options.validate !== undefined,
          })
        } catch (error) {
          if (!(error instanceof ConnectionError)) onFailure(error as Error)
          else {
            const failure = unreachable(session, error, file.name, options)
            if (options.validate) throw failure
            onFailure(failure)
          }
          continue
        }
        const labels = info.object?.metadata?.labels
        if (selector && textAt(info.object, 'kind') !== 'List' && !matches(selector, labels)) continue
        await take(info)
      }
    },
  }
}

async function readText(file: FileSource): Promise<string> {
  try {
    return await file.read()
  } catch (error) {
    throw error instanceof CommandError || error instanceof ConnectionError
      ? error
      : new CommandError((error as Error).message)
  }
}

function validate(document: unknown, source: string, options: FindOptions): void {
  if (!options.validate) return
  try {
    options.validate(document)
  } catch (error) {
    throw new CommandError(
      `error validating ${quote(source)}: error validating data: ${(error as Error).message}; ${HOW_TO_STOP}`,
    )
  }
}

/** Without a server, a validating command has no schema to look at; another one does not know the kind. */
function unreachable(session: Session, error: ConnectionError, source: string, options: FindOptions): Error {
  if (!options.validate) return new CommandError(`unable to recognize ${quote(source)}: ${error.message}`)
  const request = `Get ${quote(`${session.context.client.server}/openapi/v2?timeout=32s`)}`
  return new CommandError(
    `error validating ${quote(source)}: error validating data: failed to download openapi: ${request}: ${error.reason}; ${HOW_TO_STOP}`,
  )
}
