// Follows kubectl/pkg/cmd/expose/expose.go, v1.36.
import type { Command } from '../../command'
import { CommandError } from '../../failure'
import type { FlagValues } from '../../flags/flag-values'
import { exposeHelp } from '../../help/expose'
import type { HelpPage } from '../../help/help-page'
import { type AnyObject, withValueAt } from '../../objects'
import { objectPrinter } from '../../output/object-printer'
import { findResources } from '../../resources/find-resources'
import type { Session } from '../../session'
import { withCause } from '../change-cause'
import { withOwnLastApplied } from '../create/generate'
import { dryRunOf, operationText, writeQuery } from '../dry-run'
import { withOverrides } from '../overrides'
import { checkExposable, labelsText, portNumbersOf, protocolsOf, selectorTextOf } from './exposed-object'
import { serviceFor } from './service-for'
import { filesNamed } from '../named-files'

const NAME_LENGTH_MAX = 63

export const expose: Command = {
  name: 'expose',
  help: exposeHelp.expose as HelpPage,
  async run(args, flags, session) {
    const dryRun = dryRunOf(flags, session)
    const print = await objectPrinter(flags, session, { operation: operationText('exposed', dryRun), sorted: false })
    const found = await findResources(session, {
      args,
      typed: true,
      ...filesNamed(flags),
      continueOnError: true,
      flatten: true,
    })
    await found.visit(async ({ mapping, object, name }) => {
      if (mapping) checkExposable(mapping)
      const service = withCause(withOverrides(serviceOf(object as AnyObject, name, flags), flags), session, args)
      if (dryRun === 'client') return print(inNamespace(service, session))
      const full = flags.bool('save-config') ? withOwnLastApplied(service) : service
      const services = await session.mapper.mappingFor('services')
      print(
        await session.api.create({ mapping: services, namespace: session.namespace }, full, {
          query: writeQuery(flags, dryRun),
        }),
      )
    })
  },
}

/** As shown before it is created: with the namespace of -n, right behind the name. */
export function inNamespace(object: AnyObject, session: Session): AnyObject {
  if (!session.explicitNamespace) return object
  const { name, ...rest } = object.metadata
  return withValueAt(object, ['metadata'], { name, namespace: session.namespace, ...rest })
}

function serviceOf(object: AnyObject, objectName: string, flags: FlagValues): AnyObject {
  const selector = flags.string('selector') || selectorTextOf(object)
  const clusterIP = flags.string('cluster-ip')
  const given = flags.string('port')
  const ports = given === '' ? portNumbersOf(object) : given.split(',')
  if (ports.length === 0 && clusterIP !== 'None')
    throw new CommandError("couldn't find port via --port flag or introspection")
  return serviceFor({
    name: flags.string('name') || objectName.slice(0, NAME_LENGTH_MAX),
    selector,
    labels: flags.string('labels') || labelsText(object.metadata.labels),
    ports,
    protocol: flags.string('protocol'),
    protocols: protocolsOf(object),
    targetPort: flags.string('target-port'),
    type: flags.string('type'),
    externalIP: flags.string('external-ip'),
    loadBalancerIP: flags.string('load-balancer-ip'),
    sessionAffinity: flags.string('session-affinity'),
    clusterIP,
  })
}
