import { quick } from '../program'

/** `netstat -tlnp`, `ss -tln`: the ports that are listened on. */
export const netstat = quick((call) => {
  call.out(
    call.name === 'ss'
      ? 'State   Recv-Q  Send-Q  Local Address:Port  Peer Address:Port\n'
      : 'Active Internet connections (only servers)\nProto Recv-Q Send-Q Local Address           Foreign Address         State       \n',
  )
  for (const port of call.machine.ports()) {
    call.out(
      call.name === 'ss'
        ? `LISTEN  0       128     0.0.0.0:${port}         0.0.0.0:*\n`
        : `tcp        0      0 ${`0.0.0.0:${port}`.padEnd(23)} 0.0.0.0:*               LISTEN      \n`,
    )
  }
  return 0
})
