// What extends a real cluster: custom resources and aggregated servers. Custom resources are served (custom/); aggregated servers are kept, and not asked.
// Follows apiextensions-apiserver and kube-aggregator (registry, printers), v1.36.
import type { KubeObject } from '../../../objects/kube-object'
import type { DefinedVersion } from '../../custom/definition'
import { unknownFormats } from '../../custom/formats'
import { definitionErrors, definitionUpdateErrors } from '../../custom/rules/definition-rules'
import { SAID_BY_CLIENTS } from '../../metadata'
import { changed } from '../filled'
import { kindDefinition, type KindDefinition } from '../kind'
import { between, textColumn } from '../workload-columns'
import { keptOnly } from './warned'

interface Names {
  kind?: string
  listKind?: string
  singular?: string
  plural?: string
}
type Definition = KubeObject & {
  spec?: { names?: Names; conversion?: object; versions?: readonly DefinedVersion[] }
  status?: { conditions?: object[] | null; acceptedNames?: object; storedVersions?: readonly string[] }
}
type Service = KubeObject & {
  spec?: { service?: { namespace?: string; name?: string } }
  status?: { conditions?: { type: string; status: string; reason?: string }[] }
}

/** listKind and singular follow from kind; without words about it nothing is converted. */
function defaultDefinition(object: Definition): Definition {
  const { spec } = object
  if (!spec?.names) return object
  const { names, conversion } = spec
  const complete = {
    ...names,
    ...(names.kind
      ? { listKind: names.listKind || `${names.kind}List`, singular: names.singular || names.kind.toLowerCase() }
      : {}),
  }
  return changed(object, {
    spec: changed(spec, { names: changed(names, complete), conversion: conversion ?? { strategy: 'None' } }),
  })
}

const CLEANUP = 'customresourcecleanup.apiextensions.k8s.io'

/** It waits until its instances are gone. Follows pkg/registry/customresourcedefinition/etcd.go. */
function keptOnDelete(object: Definition, nowText: string): Definition | undefined {
  const { metadata, status } = object
  const { finalizers = [] } = metadata
  if (metadata.deletionTimestamp !== undefined) return finalizers.length > 0 ? object : undefined
  const pending = {
    type: 'Terminating',
    status: 'True',
    lastTransitionTime: nowText,
    reason: 'InstanceDeletionPending',
    message: 'CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon',
  }
  return {
    ...object,
    metadata: { ...metadata, deletionTimestamp: nowText, finalizers: [...finalizers, CLEANUP] },
    status: { ...status, conditions: [...(status?.conditions ?? []), pending] },
  }
}

type Status = NonNullable<Definition['status']>

/** The version in which objects are kept is noted at once; everything else of the status is the controllers'. */
function withStoredVersion(object: Definition, status: Status): Definition {
  const { storedVersions = [] } = status
  const stored = object.spec?.versions?.find(({ storage }) => storage)?.name
  return stored === undefined || storedVersions.includes(stored)
    ? { ...object, status }
    : { ...object, status: { ...status, storedVersions: [...storedVersions, stored] } }
}

const formatsOf = ({ spec }: Definition): string[] =>
  (spec?.versions ?? []).flatMap(({ schema }) =>
    schema?.openAPIV3Schema ? unknownFormats(schema.openAPIV3Schema) : [],
  )

/** Formats that are new and that nobody looks at. */
function formatWarnings(object: Definition, previous: Definition | undefined): string[] {
  const known = previous ? formatsOf(previous) : []
  return formatsOf(object)
    .filter((format) => !known.includes(format))
    .map((format) => `unrecognized format ${JSON.stringify(format)}`)
}

/** Nobody shall believe that what is not modelled acts. */
function unenforced({ spec }: Definition): string[] {
  const text = JSON.stringify(spec ?? {})
  return [
    ...(text.includes('"x-kubernetes-validations"')
      ? ['not modelled: rules of x-kubernetes-validations are kept and not enforced']
      : []),
    ...(text.includes('"strategy":"Webhook"') ? ['not modelled: conversion webhooks are kept and not called'] : []),
  ]
}

function availableText({ status }: Service): string {
  const available = status?.conditions?.find(({ type }) => type === 'Available')
  if (!available) return 'Unknown'
  return available.status === 'True' || !available.reason
    ? available.status
    : `${available.status} (${available.reason})`
}

export const extensionKinds: readonly KindDefinition[] = [
  kindDefinition<Definition>({
    kind: 'CustomResourceDefinition',
    group: 'apiextensions.k8s.io',
    version: 'v1',
    plural: 'customresourcedefinitions',
    singular: 'customresourcedefinition',
    shortNames: ['crd', 'crds'],
    categories: ['api-extensions'],
    namespaced: false,
    hasStatus: true,
    statusKeeps: SAID_BY_CLIENTS,
    generation: ({ spec }) => spec,
    defaults: defaultDefinition,
    prepareForCreate: (object) =>
      withStoredVersion(object, { conditions: null, acceptedNames: { plural: '', kind: '' }, storedVersions: [] }),
    prepareForUpdate: (next, previous) => withStoredVersion(next, previous.status ?? {}),
    needsVersion: true,
    keptOnDelete,
    validateCreate: (object) => definitionErrors(object),
    validateUpdate: (next, previous) => definitionUpdateErrors(next, previous),
    warnings: (object, previous) => [...formatWarnings(object, previous), ...unenforced(object)],
  }),
  kindDefinition<Service>({
    kind: 'APIService',
    group: 'apiregistration.k8s.io',
    version: 'v1',
    plural: 'apiservices',
    singular: 'apiservice',
    categories: ['api-extensions'],
    namespaced: false,
    hasStatus: true,
    statusKeeps: SAID_BY_CLIENTS,
    warnings: keptOnly('aggregated API servers are not asked; their registration is kept'),
    columns: between([
      textColumn('Service', ({ spec }) => (spec?.service ? `${spec.service.namespace}/${spec.service.name}` : 'Local')),
      textColumn('Available', availableText),
    ]),
  }),
]
