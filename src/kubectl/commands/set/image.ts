// Follows kubectl/pkg/cmd/set/set_image.go, v1.36.
import type { Command } from '../../command'
import { CommandError } from '../../failure'
import { setHelp } from '../../help/set'
import type { HelpPage } from '../../help/help-page'
import { type AnyObject, isFields, listAt, textAt } from '../../objects'
import { changeTemplates } from './change-templates'

export const image: Command = {
  name: 'image',
  help: setHelp['set image'] as HelpPage,
  async run(args, flags, session) {
    const resources = args.filter((arg) => !arg.includes('='))
    const images = new Map(args.filter((arg) => arg.includes('=')).map((arg) => [arg.slice(0, arg.indexOf('=')), arg.slice(arg.indexOf('=') + 1)]))
    if (images.size === 0) throw new CommandError('at least one image update is required')
    if (images.size > 1 && images.has('*')) throw new CommandError('all containers are already specified by *, but saw more than one container_name=container_image pairs')
    await changeTemplates({
      session, flags, args, resources, operation: 'image updated',
      change: (spec, object) => withImages(spec, images, object),
    })
  },
}

function withImages(spec: object, images: ReadonlyMap<string, string>, _object: AnyObject): object {
  let result = spec as Record<string, unknown>
  const missing = new Set([...images.keys()].filter((name) => name !== '*'))
  for (const field of ['initContainers', 'containers']) {
    const list = listAt(result, field)
    if (list.length === 0) continue
    const changed = list.map((container) => {
      const name = textAt(container, 'name')
      const wanted = images.get(name) ?? (images.has('*') ? images.get('*') : undefined)
      missing.delete(name)
      return wanted === undefined || !isFields(container) ? container : { ...container, image: wanted }
    })
    result = { ...result, [field]: changed }
  }
  for (const name of missing) throw new CommandError(`unable to find container named "${name}"`)
  return result
}
