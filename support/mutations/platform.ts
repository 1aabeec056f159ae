// Deliberate faults in the controllers around the workloads: each must make a scenario fail that carries its behaviour as a tag.
import { controllerMutation as mutation, type Mutation } from './mutation'

export const platformMutations: readonly Mutation[] = [
  mutation('JOB-01', 'job/plan.ts', 'runs all completions at once, whatever parallelism says', [
    'Math.min(job.spec.completions - succeeded, parallelism)',
    'Math.max(job.spec.completions - succeeded, parallelism)',
  ]),
  mutation('JOB-01', 'job/verdict.ts', 'never gives up: backoffLimit has no effect', [
    'view.failed > (job.spec.backoffLimit ?? 6)',
    'view.failed > 1000',
  ]),
  mutation('JOB-01', 'job/backoff.ts', 'does not wait longer after each failure', [
    'POD_FAILURE_BACKOFF_MS * 2 ** (failuresAfterLastSuccess - 1)',
    'POD_FAILURE_BACKOFF_MS',
  ]),
  mutation('JOB-01', 'job/verdict.ts', 'lets a Job run beyond activeDeadlineSeconds', [
    'leftMs !== undefined && leftMs <= 0',
    'leftMs !== undefined && leftMs <= -1e12',
  ]),
  mutation('JOB-01', 'ttl-after-finished/controller.ts', 'keeps finished Jobs whatever ttlSecondsAfterFinished says', [
    'if (leftMs > 0) return { afterMs: leftMs }',
    'if (leftMs > -1e12) return { afterMs: 1e12 }',
  ]),
  mutation('JOB-01', 'job/pod-template.ts', 'gives every Pod of an Indexed Job the index 0', [
    '[COMPLETION_INDEX]: String(index),\n    ...(hasBackoffLimitPerIndex',
    "[COMPLETION_INDEX]: '0',\n    ...(hasBackoffLimitPerIndex",
  ]),
  mutation('JOB-01', 'job/pod-failure-policy.ts', 'counts failures that a rule says to ignore', [
    "return { counts: false, action: 'Ignore' }",
    "return { counts: true, action: 'Ignore' }",
  ]),
  mutation('JOB-01', 'job/count-finished.ts', 'forgets to count Pods that succeeded', [
    'succeeded.push(...(succeeded.includes(uid) ? [] : [uid]))',
    'succeeded.push(...(succeeded.includes(uid) ? [] : []))',
  ]),

  mutation('JOB-02', 'cron-job/schedule.ts', 'takes every time for UTC', [
    'const zone = own?.[1] ?? timeZone',
    "const zone = own?.[1] ?? 'UTC'",
  ]),
  mutation('JOB-02', 'cron-job/controller.ts', 'starts Jobs side by side under Forbid', [
    "if (concurrencyPolicy === 'Forbid' &&",
    "if (concurrencyPolicy === 'Never' &&",
  ]),
  mutation('JOB-02', 'cron-job/controller.ts', 'leaves the old Job running under Replace', [
    "if (concurrencyPolicy === 'Replace') this.deleteActive()",
    "if (concurrencyPolicy === 'Never') this.deleteActive()",
  ]),
  mutation('JOB-02', 'cron-job/controller.ts', 'goes on when it is suspended', [
    'if (isDeleting(this.cronJob) || this.cronJob.spec.suspend) return undefined',
    'if (isDeleting(this.cronJob)) return undefined',
  ]),
  mutation('JOB-02', 'cron-job/controller.ts', 'keeps one finished Job too many', [
    'finished.length - limit))',
    'finished.length - limit - 1))',
  ]),
  mutation('JOB-02', 'cron-job/controller.ts', 'starts a Job however late it is', [
    'planCronJob(this.current, now, schedule)',
    'planCronJob({ ...this.current, spec: { ...this.current.spec, startingDeadlineSeconds: undefined } }, now, schedule)',
  ]),

  mutation('HPA-01', 'horizontal-pod-autoscaler/normalize.ts', 'goes beyond maxReplicas', [
    'const allowed = Math.min(max, upLimit)\n  let replicas',
    'const allowed = upLimit\n  let replicas',
  ]),
  mutation('HPA-01', 'horizontal-pod-autoscaler/normalize.ts', 'scales down at once, without a window', [
    'export const DOWNSCALE_WINDOW_SECONDS = 300',
    'export const DOWNSCALE_WINDOW_SECONDS = 0',
  ]),
  mutation('HPA-01', 'horizontal-pod-autoscaler/replica-calculator.ts', 'never scales up', [
    'keep : { ...found, replicas: Math.ceil(ratio * ready) }',
    'keep : { ...found, replicas: Math.min(currentReplicas, Math.ceil(ratio * ready)) }',
  ]),
  mutation('HPA-02', 'horizontal-pod-autoscaler/resource-usage.ts', 'takes a missing request for one millicore', [
    'const request = resources?.requests?.[resource]',
    "const request = resources?.requests?.[resource] ?? '1m'",
  ]),
  mutation('HPA-02', 'horizontal-pod-autoscaler/controller.ts', 'says nothing when a metric fails', [
    '        this.warn(error.reason, error.inner)\n',
    '',
  ]),
  mutation('HPA-02', 'horizontal-pod-autoscaler/controller.ts', 'says nothing of a target that cannot be scaled', [
    "    this.warn('FailedGetScale', why)\n",
    '',
  ]),
  mutation('HPA-03', 'horizontal-pod-autoscaler/resource-usage.ts', 'takes memory for thousandths of bytes', [
    'usage.memory * 1000',
    'usage.memory',
  ]),
  mutation('HPA-03', 'horizontal-pod-autoscaler/controller.ts', 'listens to the lowest of several metrics', [
    'most.replicas === 0 || each.replicas > most.replicas',
    'most.replicas === 0 || each.replicas < most.replicas',
  ]),

  mutation('PV-01', 'persistent-volume/bind.ts', 'does not show capacity and access modes on the bound claim', [
    '...(volume ? { accessModes: volume.spec.accessModes, capacity } : {})',
    '',
  ]),
  mutation('PV-03', 'persistent-volume/match.ts', 'takes the largest volume', [
    'compareQuantities(capacityOf(a), capacityOf(b)) ||',
    'compareQuantities(capacityOf(b), capacityOf(a)) ||',
  ]),
  mutation('PV-03', 'persistent-volume/match.ts', 'takes a volume that is too small', [
    'compareQuantities(capacityOf(volume), requestOf(claim)) >= 0',
    'compareQuantities(capacityOf(volume), requestOf(claim)) >= -1',
  ]),
  mutation('PV-03', 'persistent-volume/match.ts', 'does not look at access modes', [
    '.every((mode) => (volume.spec.accessModes ?? []).includes(mode))',
    '.every((mode) => (volume.spec.accessModes ?? [mode]).length > 0)',
  ]),
  mutation('PV-03', 'persistent-volume/match.ts', 'does not look at storage classes', [
    'classOf(volume) === classOf(claim) &&',
    'classOf(volume) !== undefined &&',
  ]),
  mutation('PV-04', 'persistent-volume/provisioner.ts', 'makes no volume', [
    "context.api.create('PersistentVolume', volumeFor(claim, storageClass))",
    'volumeFor(claim, storageClass)',
  ]),
  mutation('PV-05', 'persistent-volume/bind.ts', 'leaves the claim Pending', [
    "setClaimStatus(bindClaim(claim, bound, shell), 'Bound', bound, shell)",
    "setClaimStatus(bindClaim(claim, bound, shell), 'Pending', bound, shell)",
  ]),
  mutation('PV-06', 'pvc-protection/controller.ts', 'lets a claim go that is in use', [
    'if (!isProtected || read.list',
    'if (!isProtected || [].length > 0 && read.list',
  ]),
  mutation('PV-06', 'persistent-volume/sync-volume.ts', 'gives a retained volume to the next claim', [
    '    default:\n  }',
    '    default:\n      unbind(volume, context)\n  }',
  ]),
  mutation('PV-06', 'persistent-volume/provisioner.ts', 'deletes volumes that are to be retained', [
    "if (volume.spec.persistentVolumeReclaimPolicy !== 'Delete' || !hasAnnotation",
    'if (!hasAnnotation',
  ]),
  mutation('STS-20', 'persistent-volume/sync-volume.ts', 'releases volumes whose claim is still there', [
    'found?.metadata.uid === claimRef.uid ? found : undefined',
    "found?.metadata.uid === 'nobody' ? found : undefined",
  ]),

  mutation('SVC-03', 'endpoints/subsets.ts', 'lists Pods that are not ready as ready', [
    'service.spec.publishNotReadyAddresses === true || isPodReady(pod)',
    'service.spec.publishNotReadyAddresses === true || isPodReady(pod) || true',
  ]),
  mutation('SVC-03', 'endpoint-slice/desired.ts', 'sends requests to Pods that are not ready', [
    'service.spec.publishNotReadyAddresses === true || (serving && !terminating)',
    'service.spec.publishNotReadyAddresses === true || !terminating',
  ]),
  mutation('SVC-03', 'endpoints/service-pods.ts', 'keeps Pods in the endpoints while they terminate', [
    '(includeTerminating || !isDeleting(pod))',
    '(includeTerminating || true)',
  ]),
  mutation('POD-07', 'endpoint-slice/desired.ts', 'takes every Pod for ready', [
    'const serving = isPodReady(pod)',
    'const serving = isPodReady(pod) || true',
  ]),
  mutation('POD-11', 'endpoint-slice/desired.ts', 'sends requests to Pods that terminate', [
    'const terminating = isDeleting(pod)',
    'const terminating = isDeleting(pod) && false',
  ]),
  mutation('SVC-01', 'endpoints/subsets.ts', 'lists the port of the Service instead of the Pod’s', [
    'port: number, protocol',
    'port: each.port + 1, protocol',
  ]),

  mutation('SCH-06', 'node-lifecycle/health.ts', 'believes a silent node for ten minutes', [
    'export const MONITOR_GRACE_MS = 50_000',
    'export const MONITOR_GRACE_MS = 600_000',
  ]),
  mutation('SCH-06', 'taint-eviction/plan.ts', 'evicts at once, whatever is tolerated', [
    'Math.min(ms, Math.max(0, toleration.tolerationSeconds * 1000))',
    '0',
  ]),
  mutation('SCH-06', 'node-lifecycle/taints.ts', 'leaves the Pods of a lost node where they are', [
    "readiness === 'Unknown' ? UNREACHABLE : undefined",
    'undefined',
  ]),
  mutation('SCH-04', 'taint-eviction/plan.ts', 'takes tolerationSeconds for for ever', [
    'if (toleration.tolerationSeconds !== undefined) ms =',
    'if (toleration.tolerationSeconds === -1) ms =',
  ]),
  mutation('SCH-04', 'taint-eviction/plan.ts', 'evicts nobody from a node with a NoExecute taint', [
    "filter(({ effect }) => effect === 'NoExecute')",
    "filter(({ effect }) => effect === 'Nothing')",
  ]),
  mutation('DS-06', 'node-lifecycle/taints.ts', 'does not taint a node without network', [
    "'NetworkUnavailable True':",
    "'NetworkUnavailable False':",
  ]),
  mutation('CTL-04', 'node-lifecycle/controller.ts', 'says nothing of a node that is lost', [
    'if (conditions !== observed.status.conditions)',
    'if (conditions === undefined)',
  ]),
]
