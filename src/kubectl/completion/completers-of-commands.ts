// Which completer is whose. Commands and flags that are not here leave the word to the shell, which offers files.
import { DATA_FORMATS, TEMPLATE_FORMATS } from '../output/object-printer'
import { beginningWith, type Completer, noFiles } from './completer'
import {
  containerOfPod,
  firstEntryOf,
  firstNameOf,
  pod,
  podAndContainer,
  podAndPorts,
  podOrFile,
  typesAndNames,
} from './completers'
import { entriesOf, namesOf } from './names'

const anything = typesAndNames()
const only = (...types: readonly string[]): Completer => typesAndNames({ types })
const revisioned = ['deployment', 'daemonset', 'statefulset']
const scalable = only('deployment', 'replicaset', 'replicationcontroller', 'statefulset')

/** By the words of the command. */
export const COMMANDS: Readonly<Record<string, Completer>> = {
  get: anything,
  describe: anything,
  edit: anything,
  delete: anything,
  patch: anything,
  label: anything,
  annotate: anything,
  debug: anything,
  'apply edit-last-applied': anything,
  'apply view-last-applied': anything,
  expose: only('pod', 'service', 'replicationcontroller', 'deployment', 'replicaset'),
  scale: scalable,
  autoscale: scalable,
  taint: only('node'),
  'set image': typesAndNames({
    types: ['daemonsets', 'deployments', 'pods', 'cronjobs', 'replicasets', 'replicationcontrollers', 'statefulsets'],
    once: true,
  }),
  'rollout history': only(...revisioned),
  'rollout undo': only(...revisioned),
  'rollout restart': only(...revisioned),
  'rollout status': typesAndNames({ types: revisioned, once: true }),
  'rollout pause': only('deployment'),
  'rollout resume': only('deployment'),
  cordon: firstNameOf('node'),
  uncordon: firstNameOf('node'),
  drain: firstNameOf('node'),
  'top node': firstNameOf('node'),
  'top pod': firstNameOf('pod'),
  'create token': firstNameOf('serviceaccount'),
  exec: pod,
  attach: pod,
  logs: podAndContainer,
  'port-forward': podAndPorts,
  cp: podOrFile,
  'config use-context': firstEntryOf('contexts'),
  'config set-context': firstEntryOf('contexts'),
  'config rename-context': firstEntryOf('contexts'),
  'config delete-context': firstEntryOf('contexts'),
  'config delete-cluster': firstEntryOf('clusters'),
  'config delete-user': firstEntryOf('users'),
}

const names =
  (type: string): Completer =>
  async ({ word, session }) =>
    noFiles(await namesOf(session, type, word))
const entries =
  (list: string): Completer =>
  async ({ word, session }) =>
    noFiles(await entriesOf(session, list, word))
const oneOf =
  (words: readonly string[]): Completer =>
  ({ word }) =>
    noFiles(beginningWith(words, word))

const GET_FORMATS = [...DATA_FORMATS, 'name', ...TEMPLATE_FORMATS, 'custom-columns', 'custom-columns-file', 'wide']

/** Flags of one command: `get --output`. */
export const FLAGS: Readonly<Record<string, Completer>> = {
  'get --output': oneOf(GET_FORMATS),
  'exec --container': containerOfPod,
  'create clusterrolebinding --clusterrole': names('clusterrole'),
  'config set-context --namespace': names('namespace'),
}

/** Global flags, for commands that have none of their own by that name. */
export const GLOBAL_FLAGS: Readonly<Record<string, Completer>> = {
  namespace: names('namespace'),
  context: entries('contexts'),
  cluster: entries('clusters'),
  user: entries('users'),
}

/** What `--subresource` may be, of every command that has it. */
export const subresources: Completer = () => noFiles(['status', 'scale', 'resize'])
/** Words that the first argument of a command is one of. */
export const FIRST_WORDS: Readonly<Record<string, readonly string[]>> = {
  completion: ['bash', 'zsh', 'fish', 'powershell'],
}
/** The endings of the files of -f. */
export const MANIFEST_ENDINGS = ['json', 'yaml', 'yml']
