// What cucumber exports for writers of formatters and of command lines takes longer to load than a feature takes to run, and steps ask for
// none of it. Its two doors are the same here, but what lies behind them is loaded when it is first asked for; and its own formatters stay
// out altogether, for Progress and Reports tell what a run did.
import { putInPlace } from './put-in-place'

/** By exported name: the module, and the name there; `*` is the module itself. */
type Exports = Readonly<Record<string, readonly [module: string, name: string]>>

function lazily(load: NodeRequire, exports: Exports): object {
  const door = Object.defineProperty({}, '__esModule', { value: true })
  for (const [exported, [path, name]] of Object.entries(exports))
    Object.defineProperty(door, exported, {
      enumerable: true,
      configurable: true,
      get() {
        const module = load(path) as Record<string, unknown>
        const value = name === '*' ? module : module[name]
        // Asked for at each step: from now on it is there.
        Object.defineProperty(door, exported, { value, enumerable: true })
        return value
      },
    })
  return door
}

const HELPERS: Readonly<Record<string, readonly string[]>> = {
  './formatter/helpers/test_case_attempt_parser': ['parseTestCaseAttempt'],
  './formatter/helpers/keyword_type': ['KeywordType', 'getStepKeywordType'],
  './formatter/helpers/issue_helpers': ['formatIssue', 'isWarning', 'isFailure', 'isIssue'],
  './formatter/helpers/location_helpers': ['formatLocation'],
  './formatter/helpers/summary_helpers': ['formatSummary'],
  './formatter/helpers/usage_helpers': ['getUsage'],
}

/** It would keep every message, the attachments too, for formatters that there are not. */
class NoEventDataCollector {}

putInPlace('@cucumber/cucumber', './formatter/helpers', (load) =>
  Object.assign(
    lazily(load, {
      ...Object.fromEntries(
        Object.entries(HELPERS).flatMap(([path, names]) => names.map((name) => [name, [path, name] as const])),
      ),
      GherkinDocumentParser: ['./formatter/helpers/gherkin_document_parser', '*'],
      PickleParser: ['./formatter/helpers/pickle_parser', '*'],
    }),
    { EventDataCollector: NoEventDataCollector },
  ),
)

putInPlace('@cucumber/cucumber', './api/formatters', () => ({
  initializeFormatters: () => Promise.resolve(() => Promise.resolve()),
}))

const FORMATTERS: Exports = {
  Formatter: ['./formatter', 'default'],
  FormatterBuilder: ['./formatter/builder', 'default'],
  JsonFormatter: ['./formatter/json_formatter', 'default'],
  ProgressFormatter: ['./formatter/progress_formatter', 'default'],
  RerunFormatter: ['./formatter/rerun_formatter', 'default'],
  SnippetsFormatter: ['./formatter/snippets_formatter', 'default'],
  SummaryFormatter: ['./formatter/summary_formatter', 'default'],
  UsageFormatter: ['./formatter/usage_formatter', 'default'],
  UsageJsonFormatter: ['./formatter/usage_json_formatter', 'default'],
  formatterHelpers: ['./formatter/helpers', '*'],
}

putInPlace('@cucumber/cucumber', './index', (load) => {
  const builder = (load('./support_code_library_builder') as { default: { methods: Record<string, unknown> } }).default
  const door = lazily(load, {
    ...FORMATTERS,
    version: ['./version', 'version'],
    supportCodeLibraryBuilder: ['./support_code_library_builder', 'default'],
    parallelCanAssignHelpers: ['./support_code_library_builder/parallel_can_assign_helpers', '*'],
    World: ['./support_code_library_builder/world', 'default'],
    DataTable: ['./models/data_table', 'default'],
    TestCaseHookDefinition: ['./models/test_case_hook_definition', 'default'],
    Status: ['@cucumber/messages', 'TestStepResultStatus'],
    world: ['./runtime/scope', 'worldProxy'],
    context: ['./runtime/scope', 'contextProxy'],
    wrapPromiseWithTimeout: ['./time', 'wrapPromiseWithTimeout'],
    Cli: ['./cli', 'default'],
  })
  return Object.assign(door, builder.methods)
})
