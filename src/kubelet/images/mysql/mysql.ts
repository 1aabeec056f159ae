import { MIB, type ImageDefinition } from '../image'
import { mysql, mysqladmin } from './mysql-client'
import { mysqld } from './mysqld'

const TAG =
  /^(latest|8|5|5\.[567]|8\.\d|9(\.\d)?|lts|5\.[567]\.\d{1,2}|8\.0\.\d{1,2}|8\.4\.\d|9\.\d\.\d)(-(debian|oracle|oraclelinux\d))?$/

export const mysqlImage: ImageDefinition = {
  names: ['docker.io/library/mysql', 'mysql', 'mariadb', 'mysql-server'],
  tags: (tag) => TAG.test(tag) || /^1\d(\.\d+)*$/.test(tag),
  bytes: 137 * MIB,
  flavour: 'debian',
  command: ['mysqld'],
  ports: [3306],
  env: { MYSQL_MAJOR: '5.7', MYSQL_VERSION: '5.7.44' },
  files: {
    '/etc/mysql/conf.d/': '',
    '/var/lib/mysql/': { content: '', mode: 0o1777 },
    '/docker-entrypoint-initdb.d/': '',
    '/var/run/mysqld/': { content: '', mode: 0o1777 },
  },
  programs: { mysqld, mysql, mysqladmin, 'docker-entrypoint.sh': mysqld, 'entrypoint.sh': mysqld },
  idle: { cpu: 5, memory: 190 * MIB },
}
