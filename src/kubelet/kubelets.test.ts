import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Rig, type Program } from './testing/rig.test'

/** Runs for so long, then exits. */
const lasts = (ms: number, exitCode = 0): Program => ({ start: ({ loop, exit }) => void loop.after(ms, () => exit(exitCode)) })
const program = (rig: Rig, name: string, what: Program) => rig.runtime.programs.set(name, what)
const busybox = (name: string, command: string, more: object = {}) => ({ name, image: 'busybox:1.28', command: [command], ...more })

const show = (rig: Rig, name: string) => { console.log(JSON.stringify(rig.story(name), null, 1)); console.log(JSON.stringify(rig.events(name), null, 1)) }

test('init', () => {
  const rig = new Rig()
  rig.kubelets.preload('k8s-node01', 'busybox:1.28')
  program(rig, 'three', lasts(3000))
  rig.pod('p', { terminationGracePeriodSeconds: 2, initContainers: [busybox('first', 'three'), busybox('second', 'three')], containers: [busybox('main', 'sleep')] })
  rig.pass(12_000)
  show(rig, 'p')
})
test('sidecar', () => {
  const rig = new Rig()
  rig.kubelets.preload('k8s-node01', 'busybox:1.28')
  program(rig, 'five', lasts(5000))
  rig.pod('p', { terminationGracePeriodSeconds: 2, initContainers: [busybox('side', 'sleep', { restartPolicy: 'Always' })], containers: [busybox('main', 'five')] })
  rig.pass(20_000)
  rig.delete('p')
  rig.pass(5000)
  show(rig, 'p')
})
test('crash loop', () => {
  const rig = new Rig()
  rig.kubelets.preload('k8s-node01', 'busybox:1.28')
  program(rig, 'one', lasts(1000, 1))
  rig.pod('p', { containers: [busybox('c', 'one')] })
  rig.pass(60_000)
  show(rig, 'p')
})
test('image missing', () => {
  const rig = new Rig()
  rig.runtime.missing.add('nginx:1.91')
  rig.pod('p', { containers: [{ name: 'c', image: 'nginx:1.91' }] })
  rig.pass(60_000)
  rig.delete('p')
  rig.pass(5000)
  show(rig, 'p')
})
test('hooks', () => {
  const rig = new Rig()
  rig.kubelets.preload('k8s-node01', 'busybox:1.28')
  program(rig, 'deaf', { onSignal: () => {}, exec: ({ onExit }) => onExit({ exitCode: 7 }) })
  rig.pod('bad', { terminationGracePeriodSeconds: 2, containers: [busybox('c', 'deaf', { lifecycle: { postStart: { exec: { command: ['sh', '-c', 'exit 7'] } } } })] })
  rig.pass(22_000)
  show(rig, 'bad')
})
test('liveness', () => {
  const rig = new Rig()
  rig.kubelets.preload('k8s-node01', 'busybox:1.28')
  program(rig, 'deaf', { onSignal: () => {} })
  rig.pod('tcp', { terminationGracePeriodSeconds: 2, containers: [busybox('c', 'deaf', { livenessProbe: { tcpSocket: { port: 81 }, periodSeconds: 2, failureThreshold: 2 } })] })
  rig.pass(24_000)
  show(rig, 'tcp')
})
test('readiness', () => {
  const rig = new Rig()
  rig.kubelets.preload('k8s-node01', 'busybox:1.28')
  let ok = false
  program(rig, 'six', { start: ({ loop }) => { loop.after(6000, () => { ok = true }); loop.after(13_000, () => { ok = false }) }, exec: ({ onExit, onOutput }) => { if (!ok) onOutput('stderr', 'cat: no\n'); onExit({ exitCode: ok ? 0 : 1 }) } })
  rig.pod('p', { containers: [busybox('c', 'six', { readinessProbe: { exec: { command: ['cat', '/tmp/ok'] }, periodSeconds: 2, failureThreshold: 1 } })] })
  rig.pass(18_000)
  show(rig, 'p')
})
test('termination', () => {
  const rig = new Rig()
  rig.kubelets.preload('k8s-node01', 'busybox:1.28')
  program(rig, 'deaf', { onSignal: () => {} })
  program(rig, 'slow', { onSignal: () => {}, exec: () => {} })
  rig.pod('deaf', { terminationGracePeriodSeconds: 2, containers: [busybox('c', 'deaf')] })
  rig.pod('slow-hook', { terminationGracePeriodSeconds: 2, containers: [busybox('c', 'slow', { lifecycle: { preStop: { exec: { command: ['sh', '-c', 'sleep 30'] } } } })] })
  rig.pass(3000)
  rig.delete('deaf')
  rig.delete('slow-hook')
  rig.pass(6000)
  show(rig, 'deaf'); show(rig, 'slow-hook')
})
