import assert from 'node:assert/strict'
import { it } from 'node:test'
import { durationText } from './duration-text'
import { fullImageName, whyInvalid } from './image-name'

const DIGEST = `sha256:${'a'.repeat(64)}`
const table: [string, string | undefined][] = [
  ['nginx', 'docker.io/library/nginx:latest'],
  ['nginx:1.25', 'docker.io/library/nginx:1.25'],
  ['bitnami/redis', 'docker.io/bitnami/redis:latest'],
  ['gcr.io/a/b/c:v1', 'gcr.io/a/b/c:v1'],
  ['localhost:5000/web', 'localhost:5000/web:latest'],
  ['localhost/web', 'localhost/web:latest'],
  ['registry:5000/web:1', 'registry:5000/web:1'],
  [`nginx@${DIGEST}`, `docker.io/library/nginx@${DIGEST}`],
  ['Nginx', undefined],
  ['nginx:', undefined],
  ['nginx:a b', undefined],
  ['', undefined],
  ['nginx@sha256:1', undefined],
  ['a//b', undefined],
  ['my_image-2.x', 'docker.io/library/my_image-2.x:latest'],
]
for (const [image, full] of table) it(`the full name of "${image}"`, () => assert.equal(fullImageName(image), full))

// Of distribution/reference, reference.go, as the kubelet hands them on.
const invalid: [string, string][] = [
  ['Nginx:1.25', 'invalid reference format: repository name (library/Nginx) must be lowercase'],
  ['gcr.io/a/Web:1', 'invalid reference format: repository name (a/Web) must be lowercase'],
  ['nginx:1.25:x', 'invalid reference format'],
  ['nginx:a b', 'invalid reference format'],
]
for (const [image, why] of invalid) it(`why "${image}" is no name`, () => assert.equal(whyInvalid(image), why))

it('durations as Go prints them', () => {
  const texts: [number, string][] = [
    [0, '0s'],
    [16, '16ms'],
    [1200, '1.2s'],
    [12_034, '12.034s'],
    [63_500, '1m3.5s'],
    [3_600_000, '1h0m0s'],
    [60_000, '1m0s'],
  ]
  for (const [ms, text] of texts) assert.equal(durationText(ms), text)
})
