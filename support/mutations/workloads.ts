// Deliberate faults in the workload controllers: each must make a scenario fail that carries its behaviour as a tag.
import { controllerMutation as mutation, type Mutation } from './mutation'

export const workloadMutations: readonly Mutation[] = [
  mutation('CTL-01', 'replica-set/plan.ts', 'makes one Pod too few', [
    'return { create: changed, remove: [] }',
    'return { create: Math.max(0, changed - 1), remove: [] }',
  ]),
  {
    behaviour: 'CTL-02',
    file: 'src/objects/pod-class.ts',
    find: "isPodTerminating(pod) ? 'terminating' : 'active'",
    replace: "'active'",
    why: 'replaces a deleted Pod only when it is gone',
  },
  mutation('CTL-03', 'pod-control/pod-from-template.ts', 'says that another controls the Pod', [
    '[ownerReferenceFor(parent)]',
    "[{ ...ownerReferenceFor(parent), kind: 'ReplicationController' }]",
  ]),
  {
    behaviour: 'CTL-04',
    file: 'src/objects/pod-class.ts',
    find: "isPodTerminal(pod) ? 'ended' :",
    replace: '',
    why: 'takes a failed Pod for one that runs',
  },

  mutation('DEP-01', 'deployment/new-replica-set.ts', 'names the ReplicaSet without the hash', [
    'name: replicaSetName(name, hash)',
    'name: `${name}-${revision}`',
  ]),
  mutation('DEP-02', 'deployment/status.ts', 'counts no Pod as up to date', [
    'updatedReplicas: newSet ? actualIn([newSet]) : 0,',
    'updatedReplicas: 0,',
  ]),
  mutation('DEP-03', 'deployment/status.ts', 'does not count the old Pods that are still there', [
    'replicas: actualIn(sets),',
    'replicas: newSet ? actualIn([newSet]) : 0,',
  ]),
  mutation('DEP-04', 'deployment/scale.ts', 'does not scale', [
    'sizeOf(single) === replicas ? [] : [{ set: single, replicas }]',
    '[]',
  ]),
  mutation('DEP-05', 'replica-set/rank-for-deletion.ts', 'deletes the oldest Pods first', [
    'ageBucket(timeA, now) - ageBucket(timeB, now)',
    'ageBucket(timeB, now) - ageBucket(timeA, now)',
  ]),
  mutation('DEP-06', 'deployment/new-replica-set.ts', 'starts the new ReplicaSet at full size', [
    'replicas: newSize(deployment, oldSets, 0),',
    'replicas: deployment.spec.replicas ?? 1,',
  ]),
  mutation('DEP-07', 'deployment/rolling-update.ts', 'makes one Pod more than the surge allows', [
    'replicas + surge - desiredIn(sets)',
    'replicas + surge + 1 - desiredIn(sets)',
  ]),
  mutation('DEP-08', 'deployment/fenceposts.ts', 'rounds maxUnavailable up', [
    "scaledValue(maxUnavailable, replicasOf(deployment), 'down')",
    "scaledValue(maxUnavailable, replicasOf(deployment), 'up')",
  ]),
  mutation('DEP-09', 'deployment/clean-up.ts', 'deletes the old ReplicaSet after the update', [
    'Math.max(0, alive.length - revisionHistoryLimit)',
    'alive.length',
  ]),
  mutation('DEP-10', 'deployment/rolling-update.ts', 'takes one old Pod too many away', [
    'replicasOf(deployment) - unavailableMax(deployment)',
    'replicasOf(deployment) - unavailableMax(deployment) - 1',
  ]),
  mutation('DEP-11', 'deployment/strategies.ts', 'does not scale a former ReplicaSet up again', [
    'if (!newSet) return undefined',
    'if (!newSet || sizeOf(newSet) === 0) return undefined',
  ]),
  mutation('DEP-12', 'deployment/revision.ts', 'does not hand the change cause on', [
    'filter(([key]) => !NOT_COPIED.has(key))',
    'filter(() => false)',
  ]),
  mutation('DEP-13', 'deployment/revision.ts', 'leaves a ReplicaSet that comes back its old number', [
    'if (number >= revision)',
    'if (number > 0)',
  ]),
  mutation('DEP-14', 'deployment/revision.ts', 'gives every version the same number', [
    'annotations[REVISION] = String(revision)',
    "annotations[REVISION] = '1'",
  ]),
  mutation('DEP-15', 'deployment/controller.ts', 'does not say that it is paused', [
    "if (paused === (reason === 'DeploymentPaused')) return",
    "if (paused || reason !== 'DeploymentPaused') return",
  ]),
  mutation('DEP-16', 'deployment/clean-up.ts', 'keeps all old ReplicaSets', [
    'alive.slice(0, surplus)',
    'alive.slice(0, 0 * surplus)',
  ]),
  mutation('DEP-17', 'replica-set/counts.ts', 'takes a Pod for available as soon as it is ready', [
    'availableInMs(readySince, owner.minReadySeconds, now)',
    'availableInMs(readySince, 0, now)',
  ]),
  mutation('DEP-18', 'deployment/strategies.ts', 'makes new Pods while old ones still run', [
    'if (oldPodsRun(sync, before.newSet, sets)) return',
    'if (sets.length > 1000) return',
  ]),
  {
    behaviour: 'DEP-19',
    file: 'src/apiserver/kinds/workload-template.ts',
    find: "restartPolicy === 'Always'",
    replace: "restartPolicy !== ''",
    why: 'takes any restart policy',
  },
  mutation('DEP-20', 'deployment/status.ts', 'never gives a rollout up', [
    "current.reason === 'ProgressDeadlineExceeded' || deadlineAt(deployment, current) < now",
    'false',
  ]),
  mutation('DEP-21', 'deployment/deployment-sync.ts', 'says up for down', [
    "before < replicas ? 'up' : 'down'",
    "before < replicas ? 'down' : 'up'",
  ]),
  mutation('DEP-22', 'replica-set/counts.ts', 'takes a Pod that does not serve for one that does', [
    'if (readySince === undefined) continue',
    '',
  ]),
  mutation('DEP-23', 'deployment/replica-sets.ts', 'takes any ReplicaSet for the present version', [
    'find((set) => isSameTemplate(set.spec.template, spec.template))',
    'find(() => true)',
  ]),

  mutation('RS-01', 'replica-set/replica-owner.ts', 'does not mind matchExpressions', [
    'selectorOf(object.spec.selector)',
    'selectorOf({ matchLabels: object.spec.selector.matchLabels ?? {} })',
  ]),
  mutation('RS-02', 'replica-set/reconcile-replicas.ts', 'replaces Pods of a former template', [
    'hasNothingToClaim(read, object, owner.selector)\n    ? countedPods(owner, read)\n    : claimedPods(owner, read, api)',
    '((all) => ((same) => ({ classes: countClasses(same), active: () => same }))(all.active().filter((pod) => pod.spec.containers[0]?.image === owner.template.spec?.containers[0]?.image)))(claimedPods(owner, read, api))',
  ]),
  mutation('RS-03', 'pod-control/claim.ts', 'adopts nobody', [
    "isDeleting(object) ? 'ignore' : 'adopt'",
    "isDeleting(object) ? 'ignore' : 'ignore'",
  ]),
  mutation('RS-04', 'replica-set/replica-owner.ts', 'takes every Pod of the namespace', [
    'selectorOfMap(object.spec.selector ?? {})',
    'selectorOfMap({})',
  ]),

  mutation('STS-01', 'stateful-set/plan.ts', 'does not wait for the Pod before', [
    'if (waits && isOrdered(set)) return',
    'if (waits && set.metadata.name === "") return',
  ]),
  mutation('STS-02', 'stateful-set/plan.ts', 'makes the Pods from the highest ordinal down', [
    'planEach(slots, isOrdered(facts.set), (pod, place) =>',
    'planEach([...slots].reverse(), isOrdered(facts.set), (pod, back, place = slots.length - 1 - back) =>',
  ]),
  mutation('STS-03', 'stateful-set/identity.ts', 'gives all Pods the hostname of the set', [
    'hostname: name,',
    'hostname: set.metadata.name,',
  ]),
  mutation('STS-04', 'stateful-set/identity.ts', 'leaves the Pods out of the domain of their Service', [
    '...(serviceName ? { subdomain: serviceName } : {})',
    '...(serviceName ? {} : {})',
  ]),
  mutation('STS-05', 'stateful-set/identity.ts', 'gives a Pod another name when it comes back', [
    '`${set.metadata.name}-${ordinal}`',
    '`${set.metadata.name}-${ordinal + (set.status.replicas === 0 ? 0 : 1)}`',
  ]),
  mutation('STS-06', 'stateful-set/plan.ts', 'deletes the lowest ordinal first', [
    'ordinalOf(b) - ordinalOf(a)',
    'ordinalOf(a) - ordinalOf(b)',
  ]),
  mutation('STS-07', 'stateful-set/plan.ts', 'updates upwards', [
    'for (let place = slots.length - 1; place >= partition; place--) {',
    'for (let place = partition; place < slots.length; place++) {',
  ]),
  mutation('STS-08', 'stateful-set/plan.ts', 'replaces a broken Pod by itself when the template changes again', [
    'isPodTerminating(pod) || !isRunningAndReady(pod) || !isPodAvailable(pod, minReadySecondsOf(set), now)\n  if (waits',
    'isPodTerminating(pod)\n  if (waits',
  ]),
  mutation('STS-09', 'stateful-set/plan.ts', 'does not mind the partition', [
    'const partition = set.spec.updateStrategy?.rollingUpdate?.partition ?? 0',
    'const partition = 0',
  ]),
  mutation('STS-10', 'stateful-set/plan.ts', 'makes a Pod below the partition anew in the new version', [
    "ordinal < startOf(set) + old ? 'current' : 'update'",
    "ordinal < startOf(set) + old ? 'update' : 'update'",
  ]),
  mutation('STS-11', 'stateful-set/plan.ts', 'updates the last Pod though the partition is above it', [
    'const partition = set.spec.updateStrategy?.rollingUpdate?.partition ?? 0',
    'const partition = Math.min(set.spec.updateStrategy?.rollingUpdate?.partition ?? 0, slots.length - 1)',
  ]),
  mutation('STS-12', 'stateful-set/status.ts', 'never ends an update', [
    'const complete = isComplete(set, counts)',
    'const complete = isComplete(set, counts) && replicasOf(set) < 0',
  ]),
  mutation('STS-13', 'stateful-set/plan.ts', 'updates under OnDelete by itself', [
    "if (facts.set.spec.updateStrategy?.type !== 'OnDelete') batches",
    'batches',
  ]),
  mutation('STS-14', 'stateful-set/status.ts', 'counts every Pod as up to date', [
    'updatedReplicas: ofRevision(updateRevision),',
    'updatedReplicas: staying.length,',
  ]),
  mutation('STS-15', 'garbage-collector/controller.ts', 'leaves orphans their owner, and they go with it', [
    'unlessGone(() => setOwners(dependent, others, context))',
    'unlessGone(() => void others)',
  ]),
  mutation('STS-16', 'stateful-set/controller.ts', 'adopts no Pod', [
    'also: (pod) => isMember(set, pod)',
    'also: (pod) => isMember(set, pod) && (pod.metadata.ownerReferences ?? []).length > 0',
  ]),
  mutation('STS-17', 'garbage-collector/wake.ts', 'does not see that an owner went', [
    'return [...dependentKeys(object, read), ...',
    'return [...',
  ]),
  mutation('STS-19', 'stateful-set/identity.ts', 'labels the Pods with a key of its own', [
    "'statefulset.kubernetes.io/pod-name'",
    "'statefulset.k8s.io/pod-name'",
  ]),
  mutation('STS-20', 'stateful-set/claim-owners.ts', 'lets the claims go with the set', [
    "whenDeleted === 'Delete' ? set : undefined",
    "whenDeleted !== '' ? set : undefined",
  ]),
  mutation('STS-21', 'stateful-set/revision-history.ts', 'gives every version the number 1', [
    'create(set, (last?.revision ?? 0) + 1,',
    'create(set, 1,',
  ]),
  mutation('STS-22', 'stateful-set/plan.ts', 'takes the higher Pods down with one that restarts', [
    'if (stop && ordered) return { jobs, stop }',
    "if (stop && ordered) {\n      for (const higher of items.slice(place + 1)) if (higher && !isPodTerminating(higher)) jobs.push([{ verb: 'delete', pod: higher, why: 'finished' }])\n      return { jobs, stop }\n    }",
  ]),
  mutation('STS-23', 'stateful-set/plan.ts', 'keeps the order under Parallel', [
    "spec.podManagementPolicy !== 'Parallel'",
    "spec.podManagementPolicy !== ''",
  ]),

  mutation('DS-01', 'daemon-set/plan.ts', 'leaves a second Pod on a node', [
    'plan.remove.push(...running.slice(1))',
    'plan.remove.push(...running.slice(2))',
  ]),
  mutation('DS-02', 'daemon-set/controller.ts', 'does not hear of nodes', ["kind: 'Node',", "kind: 'ServiceAccount',"]),
  mutation('DS-03', 'daemon-set/daemon-pod.ts', 'names the node instead of asking for it', [
    'affinity: withNode(spec.affinity, nodeName)',
    'nodeName',
  ]),
  mutation('DS-04', 'daemon-set/daemon-pod.ts', 'does not come to cordoned nodes', [
    "  exists('unschedulable', 'NoSchedule'),\n",
    '',
  ]),
  mutation('DS-05', 'daemon-set/node-should-run.ts', 'makes Pods for nodes whose taint they do not tolerate', [
    "['NoSchedule', 'NoExecute']",
    "['NoExecute']",
  ]),
  mutation('DS-06', 'daemon-set/daemon-pod.ts', 'waits for a network that it has to bring itself', [
    'hostNetwork ? [...ALWAYS, WITH_HOST_NETWORK] : ALWAYS',
    'hostNetwork ? ALWAYS : ALWAYS',
  ]),
  mutation('DS-07', 'daemon-set/plan.ts', 'leaves a failed Pod where it is', [
    'staying.filter(isPodTerminal).map(',
    'staying.filter(() => false).map(',
  ]),
  mutation('DS-08', 'daemon-set/node-should-run.ts', 'does not mind the labels of nodes', [
    'if (!named || !mayRunOn(spec, node)) return',
    'if (!named) return',
  ]),
  mutation('DS-09', 'daemon-set/status.ts', 'counts every node as one that wants a Pod', [
    'if (shouldRun) desired++',
    'desired++',
  ]),
  mutation('DS-10', 'daemon-set/status.ts', 'counts every Pod as up to date', [
    'if (isUpdated(pod, set, hash)) updated++',
    'updated++',
  ]),
  mutation(
    'DS-11',
    'history/revisions.ts',
    'keeps a revision without the word that puts it in the place of the present one',
    ["{ $patch: 'replace', ...template }", '{ ...template } as never'],
  ),
  mutation('DS-12', 'daemon-set/revision-history.ts', 'leaves a version that comes back its old number', [
    'current: kept.revision < revision ?',
    'current: kept.revision < 0 ?',
  ]),
  mutation('DS-13', 'daemon-set/rolling-update.ts', 'takes one Pod too many away', [
    'unavailableMax - unavailable)',
    'unavailableMax + 1 - unavailable)',
  ]),
  mutation('DS-14', 'daemon-set/controller.ts', 'updates under OnDelete by itself', [
    'if (isQuiet && isRollingUpdate(this.set))',
    'if (isQuiet)',
  ]),
  {
    behaviour: 'DS-15',
    file: 'src/apiserver/kinds/daemon-set/validate.ts',
    find: 'isSelectorUsable(spec.selector) ?',
    replace: 'isSelectorUsable(spec.selector) && false ?',
    why: 'A selector that finds none of its Pods is accepted.',
  },
  {
    behaviour: 'DS-15',
    file: 'src/apiserver/kinds/daemon-set/validate.ts',
    find: "    ...validateLongRunning(spec.template, 'DaemonSet'),\n",
    replace: '',
    why: 'Any restartPolicy is accepted.',
  },
  {
    behaviour: 'DS-16',
    file: 'src/apiserver/kinds/daemon-set/kind.ts',
    find: '  defaults: defaultDaemonSet,\n',
    replace:
      "  defaults: defaultDaemonSet,\n  scale: { replicas: () => 1, withReplicas: (set) => set, statusReplicas: () => 1, selector: () => '' },\n",
    why: 'A DaemonSet lets itself be scaled.',
  },
]
