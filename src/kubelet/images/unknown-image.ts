import { server } from '../shell/program'
import { httpServer, textResponse } from './http-server'
import { MIB, type ImageDefinition } from './image'

const DEFAULT_PORT = 80
const REQUEST_CPU_MS = 1

/** A program that nobody described: a server that listens on the ports its container declares and tells its host name. */
const service = server((call, exit) => {
  const { machine } = call
  const [first = DEFAULT_PORT, ...others] = machine.options.facts?.ports ?? []
  const options = {
    cpuMs: REQUEST_CPU_MS,
    answer: () => textResponse(200, `${machine.options.hostname}\n`),
    isSteady: () => true,
    bindError: (port: number) => `listen tcp :${port}: bind: address already in use\n`,
  }
  const main = httpServer(call, exit, { ...options, port: first })
  if (typeof main === 'number') return main
  const stops = [() => main.stop()]
  for (const port of new Set(others)) {
    const more = httpServer(call, exit, { ...options, port })
    if (typeof more === 'number') {
      for (const stop of stops) stop()
      return more
    }
    stops.push(() => more.stop())
  }
  return {
    signal: (signal) => main.signal(signal),
    stop: () => stops.forEach((stop) => stop()),
    steady: (question) => question.kind === 'tcp' || question.kind === 'http',
  }
})

export const unknownImage: ImageDefinition = {
  names: [],
  bytes: 60 * MIB,
  flavour: 'debian',
  entrypoint: ['/usr/local/bin/service'],
  programs: { service },
  anyProgram: 'service',
}

/** Images of languages: what they run is the application's own. */
export const languageImage: ImageDefinition = {
  names: ['python', 'node', 'golang', 'openjdk', 'java', 'tomcat', 'jetty', 'ruby', 'php'],
  bytes: 120 * MIB,
  flavour: 'debian',
  entrypoint: ['/usr/local/bin/service'],
  programs: { service },
  anyProgram: 'service',
}
