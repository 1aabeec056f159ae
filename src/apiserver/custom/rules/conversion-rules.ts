// How versions become each other. Follows validateCustomResourceConversion of apiextensions/validation/validation.go, v1.36.
import { isDns1035Label } from '../../../objects/names'
import { forbiddenField, invalid, notSupported, required, type FieldError } from '../../field-errors'

export interface Conversion {
  readonly strategy?: string
  readonly webhook?: {
    readonly clientConfig?: { readonly url?: string; readonly service?: object }
    readonly conversionReviewVersions?: readonly string[]
  }
}

const STRATEGIES = ['None', 'Webhook']
const REVIEWS = ['v1', 'v1beta1']

export function conversionErrors(conversion: Conversion | undefined, keepsUnknown: boolean): FieldError[] {
  if (!conversion) return []
  const at = 'spec.conversion'
  const { strategy = '', webhook } = conversion
  const { clientConfig, conversionReviewVersions: reviews = [] } = webhook ?? {}
  return [
    ...(keepsUnknown && strategy !== 'None'
      ? [invalid(`${at}.strategy`, strategy, 'must be None if spec.preserveUnknownFields is true')]
      : []),
    ...(strategy === ''
      ? [required(`${at}.strategy`)]
      : STRATEGIES.includes(strategy)
        ? []
        : [notSupported(`${at}.strategy`, strategy, STRATEGIES)]),
    ...(strategy === 'Webhook'
      ? [
          ...clientErrors(clientConfig, `${at}.webhookClientConfig`),
          ...reviewErrors(reviews, `${at}.conversionReviewVersions`),
        ]
      : [
          ...(clientConfig ? [`${at}.webhookClientConfig`] : []),
          ...(reviews.length > 0 ? [`${at}.conversionReviewVersions`] : []),
        ].map((field) => forbiddenField(field, 'should not be set when strategy is not set to Webhook'))),
  ]
}

function clientErrors(client: { url?: string; service?: object } | undefined, at: string): FieldError[] {
  if (!client) return [required(at, 'required when strategy is set to Webhook')]
  return (client.url === undefined) === (client.service === undefined)
    ? [required(at, 'exactly one of url or service is required')]
    : []
}

function reviewErrors(reviews: readonly string[], at: string): FieldError[] {
  if (reviews.length === 0) return [required(at)]
  return [
    ...reviews.flatMap((version, i) =>
      reviews.indexOf(version) < i
        ? [invalid(`${at}[${i}]`, version, 'duplicate version')]
        : isDns1035Label(version).map((fault) => invalid(`${at}[${i}]`, version, fault)),
    ),
    ...(reviews.some((version) => REVIEWS.includes(version))
      ? []
      : [invalid(at, reviews, `must include at least one of ${REVIEWS.join(', ')}`)]),
  ]
}
