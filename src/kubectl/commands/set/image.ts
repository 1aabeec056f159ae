// Follows kubectl/pkg/cmd/set/set_image.go, v1.36.
import type { Command } from '../../command'
import { CommandError, throwGathered } from '../../failure'
import { quote } from '../../../objects/go-text'
import { setHelp } from '../../help/set'
import type { HelpPage } from '../../help/help-page'
import type { AnyObject } from '../../objects'
import type { Session } from '../../session'
import { readPairs, splitPairs } from '../pairs'
import { changeObjects, findChanged, withContainers, withPodSpec } from './change-objects'

export const image: Command = {
  name: 'image',
  help: setHelp['set image'] as HelpPage,
  async run(args, _flags, session) {
    const { resources, pairs } = splitPairs(args, 'image')
    const images = readPairs(pairs, 'image', false).set
    const infos = await findChanged(session, resources)
    check(resources, images, session)
    await changeObjects({
      session,
      args,
      infos,
      operation: 'image updated',
      failure: 'failed to patch image update to pod template: ',
      change: (object, fail) => withImages(object, images, fail),
    })
  },
}

function check(resources: readonly string[], images: ReadonlyMap<string, string>, { flags }: Session): void {
  const errors: string[] = []
  if (flags.bool('all') && flags.string('selector') !== '')
    errors.push('cannot set --all and --selector at the same time')
  if (resources.length === 0 && flags.strings('filename').length === 0 && flags.string('kustomize') === '') {
    errors.push('one or more resources must be specified as <resource> <name> or <resource>/<name>')
  }
  if (images.size === 0) errors.push('at least one image update is required')
  else if (images.size > 1 && images.has('*')) {
    errors.push('all containers are already specified by *, but saw more than one container_name=container_image pairs')
  }
  if (flags.bool('local') && flags.string('dry-run') === 'server') {
    errors.push('cannot specify --local and --dry-run=server - did you mean --dry-run=client?')
  }
  throwGathered(errors.map((message) => new CommandError(message)))
}

/** A name that no container has is said; the other images are set all the same. */
function withImages(
  object: AnyObject,
  images: ReadonlyMap<string, string>,
  fail: (message: string) => void,
): AnyObject {
  return withPodSpec(object, (before) => {
    let spec = before
    for (const [name, wanted] of images) {
      const changed = withContainers(
        spec,
        (each) => name === '*' || each === name,
        (container) => ({ ...container, image: wanted }),
      )
      if (changed) spec = changed
      else fail(`error: unable to find container named ${quote(name)}`)
    }
    return spec
  })
}
