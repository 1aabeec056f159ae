import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import {
  addQuantities,
  addResources,
  canonicalQuantity,
  compareQuantities,
  maxResources,
  multiplyQuantity,
  parseQuantity,
  quantityError,
  quantityMilliValue,
  quantityOf,
  quantityText,
  quantityValue,
  subtractQuantities,
} from './quantity'

// From upstream's quantity_test.go and from what the API prints.
const canonical: readonly [text: string | number, canonical: string][] = [
  ['0', '0'],
  ['0Mi', '0'],
  ['0n', '0'],
  ['1', '1'],
  [1, '1'],
  ['1000m', '1'],
  ['0.5', '500m'],
  [0.5, '500m'],
  ['1500m', '1500m'],
  ['100m', '100m'],
  ['.5', '500m'],
  ['5.', '5.'],
  ['1e3', '1e3'],
  ['1E3', '1E3'],
  ['100e-2', '1'],
  ['1E', '1E'],
  ['1024', '1024'],
  ['1Ki', '1Ki'],
  ['1024Ki', '1Mi'],
  ['512Ki', '512Ki'],
  ['0.5Gi', '512Mi'],
  ['1.5Gi', '1536Mi'],
  ['128974848', '128974848'],
  ['129e6', '129e6'],
  ['129M', '129M'],
  ['123Mi', '123Mi'],
  ['1Mi', '1Mi'],
  ['1000k', '1M'],
  ['1000Ki', '1000Ki'],
  ['0.001Ki', '1024m'],
  ['-1', '-1'],
  ['+1', '+1'],
  ['-500m', '-500m'],
  ['1n', '1n'],
  ['0.1n', '1n'],
  ['1.1n', '2n'],
  ['100G', '100G'],
  ['10000000G', '10P'],
  ['9223372036854775808', '9223372036854775808'],
  ['12345678901234567890', '12345678901234567890'],
  ['100E', '100E'],
  ['1e20', '100e18'],
  ['1e30', '1e30'],
  ['8Ei', '9223372036854775807'],
  ['100Ei', '9223372036854775807'],
  ['-9Ei', '-9223372036854775807'],
  ['0.1Ei', '115292150460684697600m'],
  // What seems short enough stays as it was written.
  ['1.250', '1.250'],
  ['2.5', '2500m'],
  ['+6Ki', '+6Ki'],
  ['-043Ti', '-043Ti'],
  ['9.039m', '9.039m'],
  // No digit is zero.
  ['.', '0'],
  ['Mi', '0'],
  ['1u', '1u'],
  ['1000u', '1m'],
  ['500', '500'],
  ['1023Ki', '1023Ki'],
]
for (const [text, want] of canonical)
  test(`${text} is printed as ${want}`, () => assert.equal(canonicalQuantity(text), want))

const WRONG = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
const wrong: readonly [text: string, message: string][] = [
  ['', WRONG],
  ['abc', WRONG],
  ['1.2.3', WRONG],
  ['1 Gi', WRONG],
  ['1GB', WRONG],
  ['1ki', "unable to parse quantity's suffix"],
  ['1mi', "unable to parse quantity's suffix"],
  ['1K', "unable to parse quantity's suffix"],
  ['1e', "unable to parse quantity's suffix"],
]
for (const [text, message] of wrong)
  test(`${JSON.stringify(text)} is no quantity`, () => assert.equal(quantityError(text), message))

test('sums keep the format of the first that is not zero', () => {
  assert.equal(quantityText(addQuantities(parseQuantity('1Gi'), parseQuantity('1G'))), '2073741824')
  assert.equal(quantityText(addQuantities(parseQuantity('1Gi'), parseQuantity('512Mi'))), '1536Mi')
  assert.equal(quantityText(addQuantities(parseQuantity('0'), parseQuantity('1Gi'))), '1Gi')
  assert.equal(quantityText(subtractQuantities(parseQuantity('1'), parseQuantity('250m'))), '750m')
  assert.equal(quantityText(multiplyQuantity(parseQuantity('250m'), 4)), '1')
  assert.equal(quantityText(quantityOf(1024, 'BinarySI')), '1Ki')
})

test('values are rounded up', () => {
  assert.equal(quantityValue(parseQuantity('1500m')), 2)
  assert.equal(quantityValue(parseQuantity('-1500m')), -2)
  assert.equal(quantityMilliValue(parseQuantity('1')), 1000)
  assert.equal(quantityMilliValue(parseQuantity('1u')), 1)
})

test('lists of resources', () => {
  assert.deepEqual(addResources({ cpu: '500m', memory: '1Gi' }, { cpu: '500m', pods: '1' }), {
    cpu: '1',
    memory: '1Gi',
    pods: '1',
  })
  assert.deepEqual(maxResources({ cpu: '500m' }, { cpu: '1', memory: '1Gi' }), { cpu: '1', memory: '1Gi' })
})

const text = fc
  .tuple(
    fc.integer({ min: -1_000_000, max: 1_000_000 }),
    fc.constantFrom('n', 'u', 'm', '', 'k', 'M', 'G', 'Ki', 'Mi', 'Gi', 'e3', 'e-3'),
  )
  .map(([number, suffix]) => `${number}${suffix}`)

test('the canonical text is the same amount, and its own canonical text', () => {
  fc.assert(
    fc.property(text, (given) => {
      const printed = canonicalQuantity(given)
      assert.equal(compareQuantities(parseQuantity(printed), parseQuantity(given)), 0)
      assert.equal(canonicalQuantity(printed), printed)
    }),
  )
})

test('adding and taking away again changes nothing', () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      const sum = addQuantities(parseQuantity(a), parseQuantity(b))
      assert.equal(compareQuantities(subtractQuantities(sum, parseQuantity(b)), parseQuantity(a)), 0)
    }),
  )
})
