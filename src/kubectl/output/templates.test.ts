import assert from 'node:assert/strict'
import test from 'node:test'
import { GoTemplate } from './go-template/go-template'
import { JsonPath } from './jsonpath/jsonpath'
import cases from './templates.cases.json'

interface Case {
  readonly template: string
  readonly output?: string
  readonly error?: string
}

const check = ({ template, output, error }: Case, execute: () => string): void => {
  if (error === undefined) assert.equal(execute(), output)
  else assert.throws(execute, { message: error }, template)
}

for (const each of cases.jsonpath as Case[]) {
  test(`jsonpath ${each.template}`, () =>
    check(each, () => new JsonPath(each.template, { allowMissingKeys: true }).execute(cases.object)))
}

for (const each of cases.goTemplate as Case[]) {
  test(`go-template ${each.template}`, () =>
    check(each, () => {
      let written = ''
      new GoTemplate(each.template, { allowMissingKeys: true }).execute(cases.object, (text) => {
        written += text
      })
      return written
    }))
}
