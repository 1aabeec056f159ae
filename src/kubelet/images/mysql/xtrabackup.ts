import { MIB, type ImageDefinition } from '../image'
import { xbstream, xtrabackup } from './backup-tools'
import { mysql, mysqladmin } from './mysql-client'

/** gcr.io/google-samples/xtrabackup:1.0 */
export const xtrabackupImage: ImageDefinition = {
  names: ['xtrabackup', 'percona-xtrabackup'],
  bytes: 90 * MIB,
  flavour: 'debian',
  command: ['bash'],
  files: { '/var/lib/mysql/': '', '/etc/mysql/conf.d/': '' },
  programs: { xtrabackup, xbstream, innobackupex: xtrabackup, mysql, mysqladmin },
  idle: { cpu: 1, memory: 15 * MIB },
}
