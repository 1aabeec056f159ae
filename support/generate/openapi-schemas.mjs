// Writes src/apiserver/openapi/generated/schemas.json: the OpenAPI v3 schemas of the kinds of src/objects/kinds.ts and of
// all that they reach, under upstream's names. Names, types and formats come from the attribute maps of
// @kubernetes/client-node (generated there from upstream's OpenAPI document), descriptions and required fields from its
// type declarations. Run it again when the followed version changes: node support/generate/openapi-schemas.mjs
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'

const MODELS = resolve('node_modules/@kubernetes/client-node/dist/gen/models')
const META = 'io.k8s.apimachinery.pkg.apis.meta.v1'

/** Which types a group owns; core comes first, so that what several groups share is core's. */
const GROUPS = [
  [
    META,
    'ObjectMeta ListMeta LabelSelector LabelSelectorRequirement OwnerReference ManagedFieldsEntry Status StatusCause StatusDetails DeleteOptions Preconditions Condition',
  ],
  [
    'io.k8s.api.core.v1',
    'Namespace Node Pod PodTemplate Service Endpoints ConfigMap Secret ServiceAccount PersistentVolume PersistentVolumeClaim ReplicationController CoreV1Event LimitRange ResourceQuota Binding TopologySelectorTerm',
  ],
  ['io.k8s.api.apps.v1', 'Deployment ReplicaSet StatefulSet DaemonSet ControllerRevision'],
  ['io.k8s.api.batch.v1', 'Job CronJob'],
  ['io.k8s.api.autoscaling.v1', 'HorizontalPodAutoscaler Scale'],
  ['io.k8s.api.autoscaling.v2', 'V2HorizontalPodAutoscaler'],
  ['io.k8s.api.policy.v1', 'PodDisruptionBudget Eviction'],
  ['io.k8s.api.storage.v1', 'StorageClass VolumeAttachment CSIDriver CSINode'],
  ['io.k8s.api.scheduling.v1', 'PriorityClass'],
  ['io.k8s.api.node.v1', 'RuntimeClass'],
  ['io.k8s.api.discovery.v1', 'EndpointSlice'],
  ['io.k8s.api.coordination.v1', 'Lease'],
  ['io.k8s.api.rbac.v1', 'Role RoleBinding ClusterRole ClusterRoleBinding'],
  ['io.k8s.api.networking.v1', 'NetworkPolicy Ingress IngressClass'],
  ['io.k8s.api.events.v1', 'EventsV1Event'],
  ['io.k8s.api.authentication.v1', 'AuthenticationV1TokenRequest TokenReview SelfSubjectReview'],
  [
    'io.k8s.api.authorization.v1',
    'LocalSubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview',
  ],
  ['io.k8s.api.core.v1', 'ComponentStatus'],
  ['io.k8s.api.certificates.v1', 'CertificateSigningRequest'],
  [
    'io.k8s.api.admissionregistration.v1',
    'MutatingWebhookConfiguration ValidatingWebhookConfiguration ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding MutatingAdmissionPolicy MutatingAdmissionPolicyBinding',
  ],
  ['io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1', 'CustomResourceDefinition'],
  ['io.k8s.kube-aggregator.pkg.apis.apiregistration.v1', 'APIService'],
  ['io.k8s.api.flowcontrol.v1', 'FlowSchema PriorityLevelConfiguration'],
  ['io.k8s.api.networking.v1', 'IPAddress ServiceCIDR'],
  ['io.k8s.api.storage.v1', 'CSIStorageCapacity VolumeAttributesClass'],
  ['io.k8s.api.resource.v1', 'DeviceClass ResourceV1ResourceClaim ResourceClaimTemplate ResourceSlice'],
]
const GROUP_NAMES = {
  rbac: 'rbac.authorization.k8s.io',
  storage: 'storage.k8s.io',
  scheduling: 'scheduling.k8s.io',
  node: 'node.k8s.io',
  discovery: 'discovery.k8s.io',
  coordination: 'coordination.k8s.io',
  networking: 'networking.k8s.io',
  events: 'events.k8s.io',
  authentication: 'authentication.k8s.io',
  core: '',
  authorization: 'authorization.k8s.io',
  certificates: 'certificates.k8s.io',
  admissionregistration: 'admissionregistration.k8s.io',
  apiextensions: 'apiextensions.k8s.io',
  apiregistration: 'apiregistration.k8s.io',
  flowcontrol: 'flowcontrol.apiserver.k8s.io',
  resource: 'resource.k8s.io',
}

/** Fields that are resource.Quantity upstream; the attribute maps say only "string". */
const QUANTITIES = new Set(
  `ContainerStatus.allocatedResources LimitRangeItem.default LimitRangeItem.defaultRequest LimitRangeItem.max LimitRangeItem.maxLimitRequestRatio
  LimitRangeItem.min NodeStatus.allocatable NodeStatus.capacity Overhead.podFixed PersistentVolumeClaimStatus.allocatedResources
  PersistentVolumeClaimStatus.capacity PersistentVolumeSpec.capacity PodSpec.overhead PodStatus.allocatedResources ResourceQuotaSpec.hard
  ResourceQuotaStatus.hard ResourceQuotaStatus.used ResourceRequirements.limits ResourceRequirements.requests VolumeResourceRequirements.limits
  VolumeResourceRequirements.requests HPAScalingRules.tolerance MetricTarget.averageValue MetricTarget.value MetricValueStatus.averageValue MetricValueStatus.value
  EmptyDirVolumeSource.sizeLimit ResourceFieldSelector.divisor NodeAllocatableResourceClaimStatus.resources
  CSIStorageCapacity.capacity CSIStorageCapacity.maximumVolumeSize DeviceCapacity.value Counter.value CapacityRequirements.requests
  CapacityRequestPolicy.default CapacityRequestPolicy.validValues CapacityRequestPolicyRange.min CapacityRequestPolicyRange.max CapacityRequestPolicyRange.step
  DeviceRequestAllocationResult.consumedCapacity NodeAllocatableResourceMapping.allocationMultiplier`.split(/\s+/),
)

const SIMPLE = {
  [`${META}.Time`]: {
    description: 'Time is a wrapper around time.Time which supports correct marshaling to YAML and JSON.',
    type: 'string',
    format: 'date-time',
  },
  [`${META}.MicroTime`]: {
    description: 'MicroTime is version of Time with microsecond level precision.',
    type: 'string',
    format: 'date-time',
  },
  [`${META}.FieldsV1`]: {
    description: 'FieldsV1 stores a set of fields in a data structure like a Trie, in JSON format.',
    type: 'object',
  },
  'io.k8s.apimachinery.pkg.runtime.RawExtension': {
    description: 'RawExtension is used to hold extensions in external versions.',
    type: 'object',
  },
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': {
    description: 'IntOrString is a type that can hold an int32 or a string.',
    format: 'int-or-string',
    oneOf: [{ type: 'integer' }, { type: 'string' }],
  },
  'io.k8s.apimachinery.pkg.api.resource.Quantity': {
    description: 'Quantity is a fixed-point representation of a number.',
    oneOf: [{ type: 'string' }, { type: 'number' }],
  },
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSON': {
    description:
      'JSON represents any valid JSON value. These types are supported: bool, int64, float64, string, []interface{}, map[string]interface{} and nil.',
  },
}
const TIME = `${META}.Time`
const QUANTITY = 'io.k8s.apimachinery.pkg.api.resource.Quantity'
const JSON_VALUE = 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSON'
const RAW_EXTENSION = 'io.k8s.apimachinery.pkg.runtime.RawExtension'
const RAW = {
  fieldsV1: `${META}.FieldsV1`,
  data: 'io.k8s.apimachinery.pkg.runtime.RawExtension',
  object: 'io.k8s.apimachinery.pkg.runtime.RawExtension',
}

const reference = (name) => ({ allOf: [{ $ref: `#/components/schemas/${name}` }] })
const shortName = (model) =>
  model.replace(
    /^(Core|Events|Discovery|Rbac|Storage|Authentication|Authorization|Resource|Admissionregistration|Apiextensions|Apiregistration|Flowcontrol)?V[12]/,
    '',
  )
const modelOf = (name) => [name, `V1${name}`].find((each) => existsSync(`${MODELS}/${each}.js`)) ?? unknown(name)
const unknown = (name) => {
  throw new Error(`no model ${name} in ${MODELS}`)
}

/** model -> upstream's name, filled while the groups are walked in order. */
const names = new Map()
const FILE = 'src/apiserver/openapi/generated/schemas.json'
/** What openapi-texts.mjs completed stays; begin with an empty file to follow another version. */
const known = existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : {}
const schemas = { ...SIMPLE, ...known }

const attributesOf = async (model) => (await import(`${MODELS}/${model}.js`))[model].attributeTypeMap
const innerModel = (type) =>
  /^(?:Array<|\{ \[key: string\]: )?((?:[A-Z]\w*)?V[12][A-Z]\w*?)(?:>|; \})?$/.exec(type)?.[1]

function schemaOfType(type, format, field) {
  const list = /^Array<(.+)>$/.exec(type)
  if (list) return { type: 'array', items: schemaOfType(list[1], format, field) }
  const map = /^\{ \[key: string\]: (.+); \}$/.exec(type)
  if (map) return { type: 'object', additionalProperties: schemaOfType(map[1], format, field) }
  if (QUANTITIES.has(field)) return reference(QUANTITY)
  if (type === 'V1MicroTime') return reference(`${META}.MicroTime`)
  if (type === 'Date') return reference(TIME)
  if (type === 'IntOrString') return reference('io.k8s.apimachinery.pkg.util.intstr.IntOrString')
  if (type === 'any')
    return reference(RAW[field.split('.')[1]] ?? (field.startsWith('JSONSchemaProps.') ? JSON_VALUE : RAW_EXTENSION))
  if (type === 'number') return { type: format === 'double' ? 'number' : 'integer', format }
  if (type === 'string' || type === 'boolean') return { type, ...(format ? { format } : {}) }
  return reference(names.get(type) ?? unknown(type))
}

/** The texts of a declaration file: of the class, of each field, and which fields are required. */
function textsOf(model) {
  const text = readFileSync(`${MODELS}/${model}.d.ts`, 'utf8')
  const clean = (comment) =>
    comment
      .split('\n')
      .map((line) => line.replace(/^\s*\* ?/, ''))
      .join('\n')
      .trim()
      .replace(/\\(['"])/g, '$1')
  const fields = [...text.matchAll(/ {4}(?:\/\*\*\n([\s\S]*?)\n? {4}\*\/\n {4})?'([^']+)'(\?)?: /g)]
  return {
    description: clean(/\/\*\*\n((?:\*[^/][^\n]*\n)+)\*\/\nexport declare class/.exec(text)?.[1] ?? ''),
    fields: new Map(
      fields.map(([, comment, name, optional]) => [name, { description: clean(comment ?? ''), required: !optional }]),
    ),
  }
}

async function nameReachable(model, group) {
  if (names.has(model) || model === 'V1MicroTime') return
  names.set(model, `${group}.${shortName(model)}`)
  for (const { type } of await attributesOf(model)) {
    const inner = innerModel(type)
    if (inner) await nameReachable(inner, group)
  }
}

async function schemaOf(model) {
  const texts = textsOf(model)
  const attributes = await attributesOf(model)
  const properties = attributes.map(({ name, baseName, type, format }) => {
    const { description } = texts.fields.get(name) ?? unknown(`${model}.${baseName}`)
    return [
      baseName,
      { ...(description ? { description } : {}), ...schemaOfType(type, format, `${shortName(model)}.${baseName}`) },
    ]
  })
  const required = attributes.filter(({ name }) => texts.fields.get(name).required).map(({ baseName }) => baseName)
  return {
    description: texts.description,
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(required.length ? { required } : {}),
  }
}

function groupVersionKind(group, model) {
  const [, part, version] = /\.(\w+)\.(v\d)$/.exec(group)
  return [{ group: GROUP_NAMES[part] ?? part, kind: shortName(model), version }]
}

const kinds = new Map()
for (const [group, list] of GROUPS)
  for (const name of list.split(' ')) {
    const model = modelOf(name)
    await nameReachable(model, group)
    const isKind = (await attributesOf(model)).some(({ baseName }) => baseName === 'kind') && name !== 'OwnerReference'
    if (!isKind) continue
    kinds.set(model, groupVersionKind(group === META ? '.core.v1' : group, model))
    const listModel = [`${model}List`, `V1${shortName(model)}List`].find((each) => existsSync(`${MODELS}/${each}.js`))
    if (!listModel || names.has(listModel)) continue
    await nameReachable(listModel, group)
    kinds.set(listModel, groupVersionKind(group, listModel))
  }
for (const [model, name] of names) {
  if (known[name]) continue
  const kind = kinds.get(model)
  schemas[name] = { ...(await schemaOf(model)), ...(kind ? { 'x-kubernetes-group-version-kind': kind } : {}) }
}
const sorted = Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(FILE, `${JSON.stringify(sorted, undefined, 1)}\n`)
console.log(`${Object.keys(sorted).length} schemas`)
