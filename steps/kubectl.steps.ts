// What is typed in a terminal on k8s-master01, and what is answered.
import { Given, Then, When, type DataTable } from '@cucumber/cucumber'
import {
  compareTable,
  mustContain,
  mustContainLines,
  mustFailWith,
  mustHaveWatched,
  mustNotContain,
  mustPrint,
} from '../support/answers'
import type { ScenarioWorld } from '../support/world'

// Lines as the course prints them, prompts and all. Every line has to succeed.
async function run(this: ScenarioWorld, lines: string): Promise<void> {
  await this.type(lines)
}
Given('I have run:', run)
Given('我已经执行了:', run)
When('I run:', run)
When('我执行:', run)

// Lines that may be refused: a Then says what was answered.
async function tryTo(this: ScenarioWorld, lines: string): Promise<void> {
  await this.type(lines, { mayFail: true })
}
When('I try:', tryTo)
When('我尝试执行:', tryTo)

// A command that watches, until the scenario ends or a Then has seen enough.
async function runInBackground(this: ScenarioWorld, command: string): Promise<void> {
  await this.typeInBackground(command)
}
When('I leave {string} running in another terminal', runInBackground)
When('我在另一个终端里一直开着{string}', runInBackground)

function watched(this: ScenarioWorld, text: string): void {
  mustHaveWatched(this, text)
}
Then('the other terminal shows these lines, in this order:', watched)
Then('另一个终端里依次出现这些行:', watched)

function manifest(this: ScenarioWorld, name: string, text: string): void {
  this.writeFile(name, text)
}
Given('the file {string}:', manifest)
Given('文件{string}的内容是:', manifest)

function contains(this: ScenarioWorld, text: string): void {
  mustContain(this, text)
}
Then('the answer contains {string}', contains)
Then('输出中包含{string}', contains)

function containsNot(this: ScenarioWorld, text: string): void {
  mustNotContain(this, text)
}
Then('the answer does not contain {string}', containsNot)
Then('输出中不包含{string}', containsNot)

function prints(this: ScenarioWorld, text: string): void {
  mustPrint(this, text)
}
Then('the answer is:', prints)
Then('输出为:', prints)

function containsLines(this: ScenarioWorld, text: string): void {
  mustContainLines(this, text)
}
Then('the answer has these lines, in this order:', containsLines)
Then('输出中依次有这些行:', containsLines)

function failsWith(this: ScenarioWorld, text: string): void {
  mustFailWith(this, text)
}
Then('it is refused with:', failsWith)
Then('命令被拒绝，提示:', failsWith)

// Columns by their names; cells that vary are written as `*`.
async function shows(this: ScenarioWorld, command: string, table: DataTable): Promise<void> {
  await this.type(command)
  compareTable(this, table.raw())
}
Then('{string} shows:', shows)
Then('执行{string}可以看到:', shows)

async function withinShows(this: ScenarioWorld, ms: number, command: string, table: DataTable): Promise<void> {
  await this.typeUntil(ms, command, () => compareTable(this, table.raw()))
}
Then('within {duration} {string} shows:', withinShows)
Then('{duration}内，执行{string}可以看到:', withinShows)
