import assert from 'node:assert/strict'
import { test } from 'node:test'
import { encodeOpenApi } from './encode-openapi'

/** Every kind of message that our document has, and what gnostic-models' ParseDocument and proto.Marshal make of it. */
const DOCUMENT = {
  swagger: '2.0',
  info: { title: 'Kubernetes', version: 'v1' },
  paths: {
    '/a/{name}': {
      patch: {
        operationId: 'patchA',
        consumes: ['*/*'],
        parameters: [
          { in: 'body', name: 'body', required: true, schema: { $ref: '#/definitions/A' } },
          { in: 'query', name: 'dryRun', type: 'string', uniqueItems: true },
        ],
        responses: { 200: { description: 'OK', schema: { $ref: '#/definitions/A' } } },
      },
      parameters: [{ in: 'path', name: 'name', required: true, type: 'string', uniqueItems: true }],
    },
  },
  definitions: {
    A: {
      description: 'An A.',
      type: 'object',
      required: ['b'],
      properties: {
        b: { type: 'array', items: { type: 'string' } },
        c: { type: 'object', additionalProperties: { type: 'integer', format: 'int32' } },
      },
    },
  },
  securityDefinitions: { T: { type: 'apiKey', name: 'authorization', in: 'header' } },
  security: [{ T: [] }],
}
const BYTES =
  'CgMyLjASEAoKS3ViZXJuZXRlcxICdjFCsAESrQEKCS9hL3tuYW1lfRKfAUJ8KgZwYXRjaEE6AyovKkIlCiMKIRIEYm9keRoEYm9keSABKhEKDyMvZGVmaW5pdGlvbnMvQUIgCh4SHBoaEgVxdWVyeSIGZHJ5UnVuMgZzdHJpbmegAQFKJAoiCgMyMDASGwoZCgJPSxITChEKDyMvZGVmaW5pdGlvbnMvQUofCh0SGyIZCAESBHBhdGgiBG5hbWUqBnN0cmluZ5gBAUprCmkKAUESZCIFQW4gQS6aAQFisgEICgZvYmplY3TKAUsKHwoBYhIasgEHCgVhcnJheboBDQoLsgEICgZzdHJpbmcKKAoBYxIjqgEVChMSBWludDMysgEJCgdpbnRlZ2VysgEICgZvYmplY3RiBwoFCgFUEgBqKAomCgFUEiESHwoGYXBpS2V5Eg1hdXRob3JpemF0aW9uGgZoZWFkZXI='

test('a document has the bytes that its own library writes', () => {
  assert.equal(encodeOpenApi(DOCUMENT).toString('base64'), BYTES)
})
