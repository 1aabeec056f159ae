// Distributions: a shell and its tools.
import { MIB, type ImageDefinition } from './image'

export const centosImage: ImageDefinition = {
  names: ['centos', 'rockylinux', 'fedora', 'almalinux', 'oraclelinux'],
  bytes: 76 * MIB,
  flavour: 'centos',
  command: ['/bin/bash'],
  idle: { cpu: 0, memory: MIB },
}
export const debianImage: ImageDefinition = {
  names: ['debian', 'ubuntu', 'bash', 'bitnami/minideb'],
  bytes: 49 * MIB,
  flavour: 'debian',
  command: ['bash'],
  idle: { cpu: 0, memory: MIB },
}
