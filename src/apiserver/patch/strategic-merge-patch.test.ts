import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fieldStrategy } from '../openapi/field-strategies'
import cases from './strategic-merge-patch.cases.json'
import { strategicMergePatch } from './strategic-merge-patch'

interface Case {
  readonly kind: string
  readonly original: object
  readonly patch: object
  /** or the words of the refusal */
  readonly patched?: object
  readonly error?: string
}

const SCHEMAS: Readonly<Record<string, string>> = {
  Deployment: 'io.k8s.api.apps.v1.Deployment',
  Service: 'io.k8s.api.core.v1.Service',
}

// Made by chance, and patched by upstream's own code (apimachinery/pkg/util/strategicpatch, v1.36.4).
for (const [place, { kind, original, patch, patched, error }] of (cases as readonly Case[]).entries())
  test(`patch ${place + 1}, of a ${kind}, ${error === undefined ? 'makes what upstream makes' : 'is refused'}`, () => {
    const run = () => strategicMergePatch(original, patch, fieldStrategy, SCHEMAS[kind])
    if (error === undefined) assert.deepEqual(run(), patched)
    else assert.throws(run, (thrown: Error) => thrown.message === error)
  })
