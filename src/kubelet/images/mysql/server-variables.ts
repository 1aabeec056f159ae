// The system variables of mysqld: what its configuration says, and what SET has changed since.
import type { Value } from './expression'
import type { ServerConfig } from './server-config'

export interface VariablesOptions {
  readonly config: ServerConfig
  readonly hostname: string
  readonly version: string
  readonly uuid: () => string
}

export class ServerVariables {
  private readonly changed = new Map<string, Value>()

  constructor(private readonly options: VariablesOptions) {}

  value(name: string): Value | undefined {
    const { config, hostname, version, uuid } = this.options
    const own = this.changed.get(name)
    if (own !== undefined) return own
    const known: Readonly<Record<string, Value>> = {
      server_id: config.serverId,
      hostname,
      port: config.port,
      datadir: `${config.dataFolder}/`,
      version: `${version}${config.logBin === undefined ? '' : '-log'}`,
      version_comment: 'MySQL Community Server (GPL)',
      log_bin: config.logBin === undefined ? 0 : 1,
      read_only: config.readOnly || config.superReadOnly ? 1 : 0,
      super_read_only: config.superReadOnly ? 1 : 0,
      server_uuid: uuid(),
      max_connections: 151,
      autocommit: 1,
      sql_mode: 'STRICT_TRANS_TABLES',
      character_set_server: 'latin1',
      log_slave_updates: config.logSlaveUpdates ? 1 : 0,
      wait_timeout: 28800,
      gtid_mode: 'OFF',
    }
    return known[name]
  }

  set(name: string, value: Value): void {
    this.changed.set(name, value)
    if (name === 'super_read_only' && Number(value) === 1) this.changed.set('read_only', 1)
    if (name === 'read_only' && Number(value) === 0) this.changed.set('super_read_only', 0)
  }

  all(): readonly (readonly [string, Value])[] {
    const switches = new Set(['log_bin', 'read_only', 'super_read_only', 'autocommit', 'log_slave_updates'])
    const names = [
      'autocommit',
      'character_set_server',
      'datadir',
      'gtid_mode',
      'hostname',
      'log_bin',
      'log_slave_updates',
      'max_connections',
      'port',
      'read_only',
      'server_id',
      'server_uuid',
      'sql_mode',
      'super_read_only',
      'version',
      'version_comment',
      'wait_timeout',
    ]
    return names.map((name) => {
      const value = this.value(name) ?? null
      return [name, switches.has(name) ? (Number(value) === 1 ? 'ON' : 'OFF') : value]
    })
  }
}
