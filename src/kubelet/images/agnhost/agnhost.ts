// registry.k8s.io/e2e-test-images/agnhost, the program that Kubernetes' own end-to-end tests run. Follows test/images/agnhost, v1.36.
import { quick, type Command } from '../../shell/program'
import { alpineImage } from '../busybox'
import { MIB, type ImageDefinition } from '../image'
import { guestbook } from './guestbook'
import { inclusterclient } from './inclusterclient'
import { mounttest } from './mounttest'
import { netexec } from './netexec'
import { noSnatTest } from './no-snat'
import { portForwardTester } from './port-forward-tester'
import { nonewprivs, SMALL_COMMANDS, type ChosenCommand } from './small-commands'

const COMMANDS: Readonly<Record<string, ChosenCommand>> = {
  ...SMALL_COMMANDS,
  guestbook,
  inclusterclient,
  netexec,
  'no-snat-test': noSnatTest,
  mounttest,
  'port-forward-tester': portForwardTester,
}

const unknown = quick((call) => {
  const [word = ''] = call.args
  if (word === '')
    call.out(
      `usage: agnhost [command]\n\nAvailable Commands:\n${Object.keys(COMMANDS)
        .sort()
        .map((name) => `  ${name}\n`)
        .join('')}`,
    )
  else call.err(`Error: unknown command "${word}" for "app"\nRun 'app --help' for usage.\n`)
  return word === '' ? 0 : 1
})

const agnhost: Command = { kind: 'chosen', choose: ([word = '']) => COMMANDS[word] ?? unknown }

export const agnhostImage: ImageDefinition = {
  names: ['agnhost'],
  bytes: 52 * MIB,
  flavour: 'busybox',
  entrypoint: ['/agnhost'],
  command: ['pause'],
  idle: { cpu: 1, memory: 8 * MIB },
  programs: { '/agnhost': agnhost, '/agnhost-2': agnhost, agnhost },
}

const demo = (name: string): ImageDefinition => ({
  names: [name],
  bytes: 6 * MIB,
  flavour: 'busybox',
  entrypoint: ['/agnhost', 'test-webserver'],
  ports: [80],
  idle: { cpu: 1, memory: 4 * MIB },
  programs: { '/agnhost': agnhost },
  files: {
    '/data.json': `{\n    "image": "${name}.jpg"\n}\n`,
    '/etc/os-release': alpineImage.files?.['/etc/os-release'] ?? '',
  },
})
/** What is rolled out in tests of updates, and mounted in tests of images as volumes. */
export const kittenImage = demo('kitten')
export const nautilusImage = demo('nautilus')

/** What some of the tests run beside it. */
export const nonewprivsImage: ImageDefinition = {
  names: ['nonewprivs'],
  bytes: 2 * MIB,
  flavour: 'busybox',
  isBare: true,
  entrypoint: ['/nnp'],
  programs: { '/nnp': nonewprivs },
}

export const nonrootImage: ImageDefinition = {
  names: ['nonroot'],
  bytes: 2 * MIB,
  flavour: 'busybox',
  uid: 1234,
  command: ['sh', '-c', 'id -u'],
  idle: { cpu: 0, memory: MIB },
}
