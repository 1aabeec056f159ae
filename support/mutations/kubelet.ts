// Deliberate faults of the kubelet: with each of them the scenarios of the behaviour must fail.
import type { Mutation } from './mutation'

export const kubeletMutations: readonly Mutation[] = [
  {
    behaviour: 'POD-02', file: 'src/kubelet/status/phase.ts',
    find: "if (final) return stopped === succeeded ? 'Succeeded' : 'Failed'", replace: "if (final) return stopped === succeeded ? 'Failed' : 'Succeeded'",
    why: 'A Pod whose containers all ended with 0 is Failed, one with a failure Succeeded.',
  },
  {
    behaviour: 'POD-02', file: 'src/kubelet/status/phase.ts',
    find: "if (counts.waiting > 0) return 'Pending'", replace: "if (counts.waiting > 0) return 'Running'",
    why: 'A Pod is Running before its containers have started.',
  },
  {
    behaviour: 'POD-03', file: 'src/kubelet/pod/restart-policy.ts',
    find: "(policy === 'OnFailure' && exitCode !== 0)", replace: "policy === 'OnFailure'",
    why: 'OnFailure restarts containers that ended with 0.',
  },
  {
    behaviour: 'POD-03', file: 'src/kubelet/pod/restart-policy.ts',
    find: "policy === 'Always' ||", replace: "(policy === 'Always' && exitCode !== 0) ||",
    why: 'Always leaves a container alone that ended with 0.',
  },
  {
    behaviour: 'POD-04', file: 'src/kubelet/pod/back-off.ts',
    find: 'Math.min(entry.backOffMs * 2, this.limits.maxMs)', replace: 'entry.backOffMs',
    why: 'The wait between restarts does not grow.',
  },
  {
    behaviour: 'POD-04', file: 'src/kubelet/pod/sync-pod.ts',
    find: "reason: 'CrashLoopBackOff'", replace: "reason: 'ContainerCreating'",
    why: 'A container that waits for its restart does not say so.',
  },
  {
    behaviour: 'POD-05', file: 'src/kubelet/pod/plan-actions.ts',
    find: "if (sight.state !== 'exited') return 'wait'", replace: "if (sight.state !== 'exited') return 'next'",
    why: 'Init containers do not wait for the one before.',
  },
  {
    behaviour: 'POD-05', file: 'src/kubelet/pod/plan-actions.ts',
    find: "if (sight.exitCode === 0) return 'next'", replace: "if (sight.exitCode >= 0) return 'next'",
    why: 'An init container that failed is passed over.',
  },
  {
    behaviour: 'POD-06', file: 'src/kubelet/probes/probe-worker.ts',
    find: "return status.started ? this.type !== 'Startup' : this.type === 'Startup'", replace: "return status.started ? this.type !== 'Startup' : true",
    why: 'Liveness and readiness are probed before the startup probe has succeeded.',
  },
  {
    behaviour: 'POD-06', file: 'src/kubelet/pod/plan-actions.ts',
    find: "if (probes.startup(sight.id) === 'failure')", replace: "if (probes.startup(sight.id) === 'success')",
    why: 'A startup probe that fails for good does not restart the container; one that succeeds does.',
  },
  {
    behaviour: 'POD-07', file: 'src/kubelet/probes/pod-prober.ts',
    find: 'if (!readinessProbe) return true', replace: 'if (readinessProbe || !readinessProbe) return true',
    why: 'A container is ready whatever its readiness probe says.',
  },
  {
    behaviour: 'POD-07', file: 'src/kubelet/probes/probe-worker.ts',
    find: 'this.run = 0\n    }\n    this.set(verdict, id)', replace: "this.run = 0\n    }\n    if (this.type !== 'Readiness' || this.verdict !== 'success') this.set(verdict, id)",
    why: 'A readiness probe that fails later takes no readiness away.',
  },
  {
    behaviour: 'POD-08', file: 'src/kubelet/pod/plan-actions.ts',
    find: "if (probes.liveness(sight.id) === 'failure')", replace: "if (probes.liveness(sight.id) === 'unknown')",
    why: 'A liveness probe that fails kills nothing.',
  },
  {
    behaviour: 'POD-08', file: 'src/kubelet/pod/plan-actions.ts',
    find: '`${init} ${container.name} failed liveness probe`', replace: '`${init} ${container.name} died`',
    why: 'The Killing Event does not name the liveness probe.',
  },
  {
    behaviour: 'POD-09', file: 'src/kubelet/probes/ask.ts',
    find: 'if (status >= 200 && status < 400) once(success())', replace: 'if (status >= 200) once(success())',
    why: 'Every HTTP answer is healthy, errors too.',
  },
  {
    behaviour: 'POD-09', file: 'src/kubelet/probes/probe-worker.ts',
    find: 'if (this.run < threshold) return', replace: 'if (this.run < 1) return',
    why: 'The thresholds are not waited for.',
  },
  {
    behaviour: 'POD-09', file: 'src/kubelet/probes/probe-worker.ts',
    find: 'return (this.probe.periodSeconds ?? 10) * 1000', replace: 'return 10 * 1000',
    why: 'periodSeconds has no effect.',
  },
  {
    behaviour: 'POD-10', file: 'src/kubelet/pod/start-container.ts',
    find: 'const hookFailed = postStart ? yield* afterStart(worker, record, postStart) : undefined', replace: 'const hookFailed = undefined',
    why: 'A postStart hook that fails does not kill the container.',
  },
  {
    behaviour: 'POD-11', file: 'src/kubelet/pod/stop-containers.ts',
    find: 'if (preStop && grace > 0 &&', replace: 'if (preStop && grace < 0 &&',
    why: 'preStop is not run.',
  },
  {
    behaviour: 'POD-11', file: 'src/kubelet/pod/stop-containers.ts',
    find: "host.loop.after(graceSeconds * 1000, () => record.running?.signal('SIGKILL'))", replace: "host.loop.after(0, () => record.running?.signal('SIGKILL'))",
    why: 'SIGKILL comes at once, without the grace.',
  },
  {
    behaviour: 'POD-12', file: 'src/kubelet/pulls/image-puller.ts',
    find: "if (present && policy !== 'Always') {", replace: 'if (present) {',
    why: 'Always does not pull an image that is there.',
  },
  {
    behaviour: 'POD-12', file: 'src/kubelet/pulls/image-puller.ts',
    find: "if (policy === 'Never') {", replace: "if (policy === 'Never!') {",
    why: 'Never pulls what is not there.',
  },
  {
    behaviour: 'POD-15', file: 'src/kubelet/static-pods/static-pods.ts',
    find: 'worker.onMirrorGone = () => this.keepMirror(pod, worker)', replace: 'worker.onMirrorGone = undefined',
    why: 'A mirror that was deleted is not made again at once.',
  },
  {
    behaviour: 'POD-15', file: 'src/kubelet/static-pods/static-pods.ts',
    find: 'name: `${manifest.metadata.name}-${nodeName}`', replace: 'name: `${manifest.metadata.name}`',
    why: 'A mirror is not named after its node.',
  },
  {
    behaviour: 'SCH-06', file: 'src/simulation/local-wire.ts',
    find: "return from === to || !(this.unplugged.has(from ?? '') || this.unplugged.has(to ?? ''))", replace: 'return true',
    why: 'A node that is cut off from the network is still reached.',
  },
  {
    behaviour: 'POD-16', file: 'src/kubelet/pod/start-container.ts',
    find: "memoryLimit: amount(limits, 'memory')", replace: 'memoryLimit: undefined',
    why: 'A memory limit is not handed to the container: it is never killed for it.',
  },
  {
    behaviour: 'POD-16', file: 'src/kubelet/pod/container-record.ts',
    find: "const said = reason ?? (exitCode === 0 ? 'Completed' : 'Error')", replace: "const said = exitCode === 0 ? 'Completed' : 'Error'",
    why: 'A container that was killed for its memory does not say OOMKilled.',
  },
  {
    behaviour: 'POD-17', file: 'src/kubelet/volumes/pod-volumes.ts',
    find: 'this.roots.set(volume.name, root)\n    return root', replace: 'return root',
    why: 'Each container of a Pod sees a volume of its own.',
  },
  {
    behaviour: 'POD-18', file: 'src/kubelet/env/downward.ts',
    find: "case 'metadata.name': return pod.metadata.name", replace: "case 'metadata.name': return pod.metadata.uid",
    why: 'metadata.name gives something else.',
  },
  {
    behaviour: 'POD-18', file: 'src/kubelet/env/downward.ts',
    find: "(kind === 'limits' ? allocatable[name] : undefined) ?? '0'", replace: "(kind === 'limits' ? allocatable[name] : undefined) ?? '1'",
    why: 'A request that was not made counts as one.',
  },
  {
    behaviour: 'POD-19', file: 'src/kubelet/env/environment.ts',
    find: 'throw new Missing(`configmap "${name}" not found`)', replace: 'return undefined',
    why: 'A missing ConfigMap does not keep a container from being created.',
  },
  {
    behaviour: 'POD-19', file: 'src/kubelet/kubelets.ts',
    find: "if (type !== 'MODIFIED' || !previous) return", replace: "if (type !== 'DELETED' || !previous) return",
    why: 'A volume does not follow its ConfigMap.',
  },
  {
    behaviour: 'PV-07', file: 'src/kubelet/volumes/pod-volumes.ts',
    find: 'if (volume.emptyDir) return folderNode(0o777, now())', replace: "if (volume.emptyDir) return storage.folderOnDisk(nodeName, '/var/lib/kubelet/emptyDir')",
    why: 'An emptyDir is shared by all Pods of a node and outlives them.',
  },
  {
    behaviour: 'SQL-07', file: 'src/kubelet/status/conditions.ts',
    find: 'else if (!found.ready) unready.push(name)', replace: 'else if (!found.started) unready.push(name)',
    why: 'A Pod is ready when its containers have started: a readiness probe that fails does not show.',
  },
  {
    behaviour: 'DEP-22', file: 'src/kubelet/probes/probe-worker.ts',
    find: "Readiness: 'failure'", replace: "Readiness: 'success'",
    why: 'A container counts as ready before its readiness probe has ever succeeded.',
  },
]
