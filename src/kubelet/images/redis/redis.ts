import { MIB, type ImageDefinition } from '../image'
import { redisCli } from './redis-cli'
import { redisSentinel, redisServer } from './redis-server'

export const redisImage: ImageDefinition = {
  names: ['redis', 'redis-slave', 'redis-master', 'gb-redisslave', 'gb-redis-follower', 'redis-alpine'],
  bytes: 45 * MIB,
  flavour: 'debian',
  command: ['redis-server'],
  env: { REDIS_VERSION: '7.0.15' },
  workingDir: '/data',
  ports: [6379],
  files: { '/data/': '', '/usr/local/etc/redis/': '' },
  programs: {
    'redis-server': redisServer,
    'redis-cli': redisCli,
    'redis-sentinel': redisSentinel,
    'docker-entrypoint.sh': redisServer,
  },
  idle: { cpu: 2, memory: 8 * MIB },
}
