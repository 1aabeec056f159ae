// All commands, in the order of `kubectl --help`, which is also the order of "Did you mean this?".
import type { Command } from '../command'
import { apiResources, apiVersions } from './api-resources'
import { annotate } from './annotate'
import { apply } from './apply/apply'
import { attach } from './attach'
import { auth } from './auth/auth'
import { autoscale } from './autoscale'
import { clusterInfo } from './cluster-info/cluster-info'
import { completion } from './completion'
import { config } from './config/config'
import { cp } from './cp/cp'
import { cordon, uncordon } from './drain/cordon'
import { describe } from './describe'
import { diff } from './diff/diff'
import { drain } from './drain/drain'
import { edit } from './edit/edit'
import { events } from './events'
import { exec } from './exec'
import { explain } from './explain/explain'
import { expose } from './expose/expose'
import { get } from './get/get'
import { label } from './label'
import { logs } from './logs'
import { portForward } from './port-forward'
import { kustomize } from './kustomize'
import { certificate } from './certificate'
import { proxy } from './proxy'
import { kuberc } from './kuberc/kuberc'
import { plugin } from './plugin'
import { debug } from './refused'
import { run } from './run/run'
import { taint } from './taint'
import { top } from './top/top'
import { version } from './version'
import { wait } from './wait/wait'
import { create } from './create/create'
import { deleteCommand } from './delete'
import { patch } from './patch'
import { replace } from './replace'
import { rollout } from './rollout/rollout'
import { scale } from './scale'
import { set } from './set/set'

export const commands: readonly Command[] = [
  // Basic Commands (Beginner)
  create,
  expose,
  run,
  set,
  // Basic Commands (Intermediate)
  explain,
  get,
  edit,
  deleteCommand,
  // Deploy Commands
  rollout,
  scale,
  autoscale,
  // Cluster Management Commands
  certificate,
  clusterInfo,
  top,
  cordon,
  uncordon,
  drain,
  taint,
  // Troubleshooting and Debugging Commands
  describe,
  logs,
  attach,
  exec,
  portForward,
  proxy,
  cp,
  auth,
  debug,
  events,
  // Advanced Commands
  diff,
  apply,
  patch,
  replace,
  wait,
  kustomize,
  // Settings Commands
  label,
  annotate,
  completion,
  // Other Commands
  apiResources,
  apiVersions,
  config,
  kuberc,
  plugin,
  version,
]
