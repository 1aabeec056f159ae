import './native-match-indices'
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { CucumberExpression, ParameterTypeRegistry, RegularExpression } from '@cucumber/cucumber-expressions'

const registry = new ParameterTypeRegistry()
const found = (expression: CucumberExpression | RegularExpression, text: string) =>
  expression.match(text)?.map((each) => each.getValue<unknown>(null))

it('finds what phrases say, whatever they begin with', () => {
  for (const [phrase, text, values] of [
    ['{int} Pod(s)', '3 Pods', [3]],
    ['Pod(s) {string}', 'Pod "web"', ['web']],
    ['Pod(s) {string}', 'Pods "web"', ['web']],
    ['Pod/Pods {string}', 'Pods "web"', ['web']],
    ['(the )Pod', 'Pod', []],
    ['把{string}删掉', '把"web"删掉', ['web']],
    ['把{string}删掉', '将"web"删掉', undefined],
    ['Pod {string}', 'The Pod "web"', undefined],
    ['a \\(b)', 'a (b)', []],
    ['{int} of {int} Pods are ready/there', '1 of 2 Pods are there', [1, 2]],
    ['{int} of {int} Pods are ready/there', '1 of 2 Pods are gone', undefined],
  ] as const)
    assert.deepEqual(found(new CucumberExpression(phrase, registry), text), values, phrase)
})

it('finds what regular expressions say', () => {
  for (const [pattern, text, values] of [
    [/^ab?c (\d+)$/, 'ac 1', [1]],
    [/^ab*c (\d+)$/, 'ac 1', [1]],
    [/^ab{0,2}c (\d+)$/, 'ac 1', [1]],
    [/^Pod (\d+)$/i, 'pod 1', [1]],
    [/Pod (\d+)$/, 'the Pod 1', [1]],
    [/^Pod|^pod/, 'pod', []],
    [/^(a|b)c{2}d (\d)$/, 'bccd 1', ['b', '1']],
    [/^(x)? ?Pods?$/, 'Pod', [null]],
    [/^[a-z]+\.yaml 文件+$/, 'web.yaml 文件件', []],
    [/^\d+ Pods$/, '12 Pods', []],
    [/^P\u006fds (.)\1$/, 'Pods aa', ['a']],
  ] as const)
    assert.deepEqual(found(new RegularExpression(pattern, registry), text), values, String(pattern))
})
