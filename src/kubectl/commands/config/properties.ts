// One value of a kubeconfig by its path. Follows kubectl/pkg/cmd/config/{set,unset,navigation_step_parser}.go, v1.36.
import { NotModelled } from '../../../objects/not-modelled'
import type { Command } from '../../command'
import { CommandError } from '../../failure'
import { isBool, isTrue } from '../../flags/flag-values'
import { quote } from '../../../objects/go-text'
import { configHelp } from '../../help/config'
import type { HelpPage } from '../../help/help-page'
import {
  fieldsOf,
  type KubeConfig,
  readConfig,
  SECTIONS,
  type Section,
  withEntry,
  withoutEntry,
  writeConfig,
} from './kube-config'
import { unexpected } from './contexts'

type Kind = 'text' | 'bool' | 'bytes' | 'list'

/** Fields that hold one value, for each list of entries. */
const FIELDS: Readonly<Record<Section, Readonly<Record<string, Kind>>>> = {
  clusters: {
    server: 'text',
    'tls-server-name': 'text',
    'insecure-skip-tls-verify': 'bool',
    'certificate-authority': 'text',
    'certificate-authority-data': 'bytes',
    'proxy-url': 'text',
    'disable-compression': 'bool',
  },
  contexts: { cluster: 'text', user: 'text', namespace: 'text' },
  users: {
    'client-certificate': 'text',
    'client-certificate-data': 'bytes',
    'client-key': 'text',
    'client-key-data': 'bytes',
    token: 'text',
    tokenFile: 'text',
    'act-as': 'text',
    'act-as-uid': 'text',
    'act-as-groups': 'list',
    username: 'text',
    password: 'text',
  },
}

type Place =
  { readonly root: 'current-context' } | { readonly root: Section; readonly name?: string; readonly field?: string }

function placeOf(property: string): Place {
  const [root = '', ...rest] = property.split('.')
  if (root === 'current-context' && rest.length === 0) return { root }
  if (root === 'preferences') throw new NotModelled(`kubectl config: ${property}`, 'edit the kubeconfig file')
  if (!(root in SECTIONS)) throw new CommandError(`unable to parse ${property} after [] at api.Config`)
  const section = root as Section
  if (rest.length === 0) return { root: section }
  // Names may hold dots; what follows the last field's name is no field of ours.
  const last = rest.at(-1) as string
  if (rest.length > 1 && last in FIELDS[section])
    return { root: section, name: rest.slice(0, -1).join('.'), field: last }
  if (section === 'users' && rest.some((each) => each === 'exec' || each === 'auth-provider')) {
    throw new CommandError(`unable to parse one or more field values of ${property}`)
  }
  return { root: section, name: rest.join('.') }
}

export const setProperty: Command = {
  name: 'set',
  help: configHelp['config set'] as HelpPage,
  async run(args, flags, session) {
    if (args.length !== 2) throw unexpected(setProperty, args, session)
    const [property, value] = args as [string, string]
    if (property === '') throw new CommandError('you must specify a property')
    const config = await readConfig(session)
    await writeConfig(session, withProperty(config, placeOf(property), value, flags.bool('set-raw-bytes')))
    session.out(`Property ${quote(property)} set.\n`)
  },
}

function withProperty(config: KubeConfig, place: Place, text: string, rawBytes: boolean): KubeConfig {
  if (place.root === 'current-context') return { ...config, 'current-context': text }
  const { root, name, field } = place
  if (name === undefined || field === undefined)
    throw new CommandError(
      `can't set a map to a value: map[${(config[root] ?? []).map((each) => each.name).join(' ')}]`,
    )
  const before =
    fieldsOf(config, root, name) ??
    (root === 'contexts' ? { cluster: '', user: '' } : root === 'clusters' ? { server: '' } : {})
  return withEntry(config, root, name, { ...before, [field]: valueOf(FIELDS[root][field] as Kind, text, rawBytes) })
}

function valueOf(kind: Kind, text: string, rawBytes: boolean): unknown {
  if (kind === 'list') throw new CommandError('unrecognized slice type. string')
  if (kind === 'bytes') return rawBytes ? btoa(text) : checkedBase64(text)
  if (kind === 'text') return text
  if (!isBool(text)) throw new CommandError(`strconv.ParseBool: parsing ${quote(text)}: invalid syntax`)
  return isTrue(text)
}

/** Go's decoder passes over ends of lines. */
function checkedBase64(given: string): string {
  const text = given.replace(/[\r\n]/g, '')
  const wrong = text.search(/[^A-Za-z0-9+/=]/)
  if (wrong >= 0 || text.length % 4 !== 0) {
    throw new CommandError(
      `error decoding input value: illegal base64 data at input byte ${wrong >= 0 ? wrong : text.length - (text.length % 4)}`,
    )
  }
  return text
}

export const unsetProperty: Command = {
  name: 'unset',
  help: configHelp['config unset'] as HelpPage,
  async run(args, _flags, session) {
    if (args.length !== 1) throw unexpected(unsetProperty, args, session)
    const [property] = args as [string]
    await writeConfig(session, withoutProperty(await readConfig(session), placeOf(property)))
    session.out(`Property ${quote(property)} unset.\n`)
  },
}

function withoutProperty(config: KubeConfig, place: Place): KubeConfig {
  if (place.root === 'current-context') return { ...config, 'current-context': '' }
  const { root, name, field } = place
  if (name === undefined) return { ...config, [root]: [] }
  if (field === undefined) return withoutEntry(config, root, name)
  const fields = fieldsOf(config, root, name)
  if (!fields) throw new CommandError(`current map key \`${name}\` is invalid`)
  const required = root === 'contexts' ? ['cluster', 'user'] : root === 'clusters' ? ['server'] : []
  return withEntry(config, root, name, { ...fields, [field]: required.includes(field) ? '' : undefined })
}
