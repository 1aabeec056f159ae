import { exitCodeOf, server } from '../shell/program'
import { MIB, type ImageDefinition } from './image'

/** A collector: reads, sends on, and says that it has started. */
const collector = server((call, exit) => {
  call.out('starting fluentd worker pid=1 ppid=0 worker=0\n')
  return {
    signal: (signal) => exit(signal === 'SIGTERM' || signal === 'SIGINT' ? 0 : exitCodeOf(signal)),
    stop: () => {},
    steady: () => true,
  }
})

export const fluentdImage: ImageDefinition = {
  names: [
    'fluentd-elasticsearch',
    'fluentd',
    'fluent-bit',
    'filebeat',
    'logstash',
    'node-exporter',
    'flannel',
    'calico',
    'weave-kube',
    'weave-npc',
    'kube-proxy',
    'glusterd',
    'ceph',
  ],
  bytes: 95 * MIB,
  flavour: 'debian',
  command: ['run.sh'],
  programs: { 'run.sh': collector, fluentd: collector },
  idle: { cpu: 5, memory: 60 * MIB },
}
