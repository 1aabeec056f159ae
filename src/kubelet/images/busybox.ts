import { httpd } from './httpd'
import { MIB, type ImageDefinition } from './image'

export const busyboxImage: ImageDefinition = {
  names: ['busybox', 'busyboxplus'],
  bytes: 2_160_000,
  flavour: 'busybox',
  command: ['sh'],
  programs: { httpd },
  idle: { cpu: 0, memory: MIB },
}

export const alpineImage: ImageDefinition = {
  names: ['alpine'],
  bytes: 3_400_000,
  flavour: 'busybox',
  command: ['/bin/sh'],
  programs: { httpd },
  idle: { cpu: 0, memory: MIB },
  files: {
    '/etc/alpine-release': '3.19.1\n',
    '/etc/os-release': 'NAME="Alpine Linux"\nID=alpine\nVERSION_ID=3.19.1\nPRETTY_NAME="Alpine Linux v3.19"\n',
  },
}

/** Images that exist to be looked out of: curl, nslookup, dig. */
export const toolboxImage: ImageDefinition = {
  names: [
    'curl',
    'netshoot',
    'network-multitool',
    'dnsutils',
    'jessie-dnsutils',
    'e2e-test-images/jessie-dnsutils',
    'toolbox',
    'kubectl',
  ],
  bytes: 8 * MIB,
  flavour: 'debian',
  command: ['sh'],
  idle: { cpu: 0, memory: MIB },
}
