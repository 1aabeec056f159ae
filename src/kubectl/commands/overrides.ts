// --overrides and --override-type. Follows kubectl/pkg/cmd/util/override_options.go, v1.36.
import { applyPatch, type Operation } from 'fast-json-patch'
import { CommandError } from '../failure'
import type { FlagValues } from '../flags/flag-values'
import { shapeOfKind } from '../patch/list-strategies'
import { patchLocally } from '../patch/patch-locally'
import type { Patch } from '../patch/strategic-difference'
import { groupOf, type AnyObject } from '../objects'

/** The object with what --overrides says. */
export function withOverrides(object: AnyObject, flags: FlagValues): AnyObject {
  const text = flags.string('overrides')
  if (text === '') return object
  switch (flags.string('override-type')) {
    case 'json':
      return jsonPatched(object, readJson(text, 'invalid character') as Operation[])
    case 'merge':
      return patchLocally(object, readJson(text, 'Invalid JSON Patch') as Patch, undefined)
    case 'strategic':
      return patchLocally(
        object,
        readJson(text, 'invalid JSON document') as Patch,
        shapeOfKind(groupOf(object.apiVersion), object.kind),
      )
    default:
      throw new CommandError(`invalid override type: ${flags.string('override-type')}`)
  }
}

function readJson(text: string, problem: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new CommandError(problem)
  }
}

/** Throws what the patch asks for and cannot be had. */
export function jsonPatched(object: AnyObject, patch: Operation[]): AnyObject {
  try {
    return applyPatch(object, patch, true, false).newDocument
  } catch (error) {
    throw new CommandError((error as Error).message.split('\n')[0] as string)
  }
}
