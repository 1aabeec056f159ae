// Webhooks and admission policies: kept, not called. Follows pkg/apis/admissionregistration/v1/defaults.go and the printers, v1.36.
import type { KubeObject } from '../../../objects/kube-object'
import { changed, filled, mapped } from '../filled'
import { kindDefinition, type KindDefinition } from '../kind'
import { between, numberColumn, textColumn } from '../workload-columns'
import { keptOnly } from './warned'

interface Rule {
  scope?: string
}
interface Webhook {
  rules?: Rule[]
  clientConfig?: { service?: { port?: number } }
  failurePolicy?: string
}
type WebhookConfiguration = KubeObject & { webhooks?: Webhook[] }
interface Constraints {
  resourceRules?: Rule[]
  excludeResourceRules?: Rule[]
}
type Policy = KubeObject & {
  spec?: {
    paramKind?: { apiVersion?: string; kind?: string }
    matchConstraints?: Constraints
    validations?: unknown[]
    mutations?: unknown[]
  }
}
type PolicyBinding = KubeObject & {
  spec?: { policyName?: string; paramRef?: { name?: string; namespace?: string }; matchResources?: Constraints }
}

const group = 'admissionregistration.k8s.io'
const UNSET = '<unset>'

const everyScope = (rules: Rule[] | undefined): Rule[] | undefined =>
  mapped(rules, (rule) => filled(rule, { scope: '*' }))

function defaultWebhooks(object: WebhookConfiguration, further: object): WebhookConfiguration {
  return object.webhooks
    ? changed(object, { webhooks: object.webhooks.map((webhook) => defaultWebhook(webhook, further)) })
    : object
}

function defaultWebhook(webhook: Webhook, further: object): Webhook {
  const rules = everyScope(webhook.rules)
  const { clientConfig = {} } = webhook
  const placed = changed(webhook, {
    ...(rules ? { rules } : {}),
    ...(clientConfig.service
      ? { clientConfig: changed(clientConfig, { service: filled(clientConfig.service, { port: 443 }) }) }
      : {}),
  })
  return filled(placed, {
    failurePolicy: 'Fail',
    matchPolicy: 'Equivalent',
    namespaceSelector: {},
    objectSelector: {},
    timeoutSeconds: 10,
    ...further,
  } as Partial<Webhook>)
}

const webhooks = (kind: string, further: object): KindDefinition =>
  kindDefinition<WebhookConfiguration>({
    kind,
    group,
    version: 'v1',
    plural: `${kind.toLowerCase()}s`,
    singular: kind.toLowerCase(),
    categories: ['api-extensions'],
    namespaced: false,
    generation: (object) => object.webhooks,
    defaults: (object) => defaultWebhooks(object, further),
    warnings: keptOnly('admission webhooks are kept and not called'),
    columns: between([numberColumn('Webhooks', (object) => object.webhooks?.length ?? 0)]),
  })

function defaultConstraints<C extends Constraints>(constraints: C): C {
  const placed = changed(
    constraints,
    Object.fromEntries(
      (['resourceRules', 'excludeResourceRules'] as const).flatMap((field) =>
        constraints[field] ? [[field, everyScope(constraints[field])]] : [],
      ),
    ) as Partial<C>,
  )
  return filled(placed, {
    matchPolicy: 'Equivalent',
    namespaceSelector: {},
    objectSelector: {},
  } as unknown as Partial<C>)
}

const paramKindText = ({ spec }: Policy): string =>
  spec?.paramKind ? `${spec.paramKind.apiVersion}/${spec.paramKind.kind}` : UNSET

const policies = (
  kind: string,
  plural: string,
  field: 'validations' | 'mutations',
  hasStatus: boolean,
): KindDefinition =>
  kindDefinition<Policy>({
    kind,
    group,
    version: 'v1',
    plural,
    singular: kind.toLowerCase(),
    categories: ['api-extensions'],
    namespaced: false,
    ...(hasStatus ? { hasStatus } : {}),
    generation: ({ spec }) => spec,
    defaults: (object) => {
      const spec = filled(object.spec ?? {}, { failurePolicy: 'Fail' } as object)
      return changed(object, {
        spec: spec.matchConstraints
          ? changed(spec, { matchConstraints: defaultConstraints(spec.matchConstraints) })
          : spec,
      })
    },
    warnings: keptOnly('admission policies are kept and not enforced'),
    columns: between([
      numberColumn(field === 'validations' ? 'Validations' : 'Mutations', ({ spec }) => spec?.[field]?.length ?? 0),
      textColumn('ParamKind', paramKindText),
    ]),
  })

const bindings = (kind: string): KindDefinition =>
  kindDefinition<PolicyBinding>({
    kind,
    group,
    version: 'v1',
    plural: `${kind.toLowerCase()}s`,
    singular: kind.toLowerCase(),
    categories: ['api-extensions'],
    namespaced: false,
    generation: ({ spec }) => spec,
    defaults: (object) =>
      object.spec?.matchResources
        ? changed(object, {
            spec: changed(object.spec, { matchResources: defaultConstraints(object.spec.matchResources) }),
          })
        : object,
    warnings: keptOnly('admission policies are kept and not enforced'),
    columns: between([
      textColumn('PolicyName', ({ spec }) => spec?.policyName ?? ''),
      textColumn('ParamRef', ({ spec }) =>
        spec?.paramRef
          ? spec.paramRef.namespace
            ? `${spec.paramRef.namespace}/${spec.paramRef.name}`
            : `*/${spec.paramRef.name}`
          : UNSET,
      ),
    ]),
  })

export const admissionKinds: readonly KindDefinition[] = [
  bindings('MutatingAdmissionPolicyBinding'),
  policies('MutatingAdmissionPolicy', 'mutatingadmissionpolicies', 'mutations', false),
  webhooks('MutatingWebhookConfiguration', { reinvocationPolicy: 'Never' }),
  bindings('ValidatingAdmissionPolicyBinding'),
  policies('ValidatingAdmissionPolicy', 'validatingadmissionpolicies', 'validations', true),
  webhooks('ValidatingWebhookConfiguration', {}),
]
