// What a client sends and wants to have. Follows apiserver/pkg/endpoints/handlers/negotiation, v1.36.
import { stringify } from 'yaml'
import { failure } from '../status'
import type { ApiRequest, ApiResponse } from './request'

const TAKEN = ['application/json', 'application/yaml', 'application/vnd.kubernetes.protobuf']
const GIVEN = ['application/json', 'application/yaml']

export const mediaType = (text: string | undefined): string => (text ?? '').split(';')[0]?.trim().toLowerCase() ?? ''

/** Throws UnsupportedMediaType for a body in a form that nobody reads; no form named is JSON. */
export function refuseUnknownForm({ headers }: ApiRequest): void {
  const type = mediaType(headers['content-type'])
  if (type !== '' && !TAKEN.includes(type))
    throw failure(
      415,
      'UnsupportedMediaType',
      `the body of the request was in an unknown format - accepted media types include: ${TAKEN.join(', ')}`,
    )
}

/** The form of the answer. Throws NotAcceptable when the client takes none that there is. */
export function wantedForm({ headers }: ApiRequest): 'json' | 'yaml' {
  const choices = (headers.accept ?? '').split(',').filter((choice) => choice.trim() !== '')
  if (choices.length === 0) return 'json'
  for (const each of choices) {
    if (isUnknownTransform(each)) continue
    const choice = mediaType(each)
    if (choice === 'application/yaml') return 'yaml'
    if (choice === '*/*' || choice === 'application/*' || choice === 'application/json') return 'json'
  }
  throw notAcceptable()
}

export const notAcceptable = () =>
  failure(406, 'NotAcceptable', `only the following media types are accepted: ${GIVEN.join(', ')}`)

/** `as=Table;v=v1alpha1`: a form of meta.k8s.io that there is not. */
export function isUnknownTransform(choice: string): boolean {
  const parameters = new Map(
    choice
      .split(';')
      .slice(1)
      .map((part) => part.trim().split('=') as [string, string]),
  )
  const form = parameters.get('as')
  if (form === undefined) return false
  if (form === 'APIGroupDiscoveryList') return false
  const isKnown = ['Table', 'PartialObjectMetadata', 'PartialObjectMetadataList'].includes(form)
  return !isKnown || !['v1', 'v1beta1'].includes(parameters.get('v') ?? '') || parameters.get('g') !== 'meta.k8s.io'
}

/** The answer in the form that was asked for. */
export function inForm(response: ApiResponse, form: 'json' | 'yaml'): ApiResponse {
  if (form === 'json' || typeof response.body === 'string') return response
  return {
    ...response,
    headers: { ...response.headers, 'content-type': 'application/yaml' },
    body: stringify(response.body, { version: '1.1' }),
  }
}
