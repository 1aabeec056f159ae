// Follows kubectl/pkg/cmd/create/create_deployment.go, v1.36.
import { CommandError } from '../../failure'
import { generator, metadataOf, type Wanted } from './generate'

export const createDeployment = generator({
  words: 'deployment',
  requiredFlags: ['image'],
  failure: 'failed to create deployment: ',
  build(wanted) {
    const { name, rest, flags } = wanted
    const images = flags.strings('image')
    if (images.length > 1 && rest.length > 0)
      throw new CommandError('cannot specify multiple --image options and command')
    const labels = { app: name }
    return {
      kind: 'Deployment',
      apiVersion: 'apps/v1',
      metadata: metadataOf(wanted, { labels }),
      spec: {
        replicas: flags.int('replicas'),
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers: images.map((image, i) => container(image, i, wanted)) } },
        strategy: {},
      },
      status: {},
    }
  },
})

function container(image: string, index: number, { rest, flags }: Wanted): object {
  const port = flags.int('port')
  return {
    name: nameOfImage(image),
    image,
    ...(rest.length > 0 ? { command: rest } : {}),
    ...(index === 0 && port >= 0 ? { ports: [{ containerPort: port }] } : {}),
    resources: {},
  }
}

// A name that has to be changed gets a random end upstream. Here it comes from the image, so that a run can be repeated.
function nameOfImage(image: string): string {
  const last = image.split('/').at(-1) as string
  const name = (last.split(':')[0] as string).split('@')[0] as string
  return /[_.]/.test(name) ? `${name.replace(/[_.]/g, '-')}-${suffixOf(image)}` : name
}

const LETTERS = 'bcdfghjklmnpqrstvwxz2456789'

function suffixOf(text: string): string {
  let hash = 0
  for (const char of text) hash = (hash * 31 + (char.codePointAt(0) as number)) >>> 0
  return Array.from({ length: 5 }, (_, i) => LETTERS[Math.floor(hash / LETTERS.length ** i) % LETTERS.length]).join('')
}
