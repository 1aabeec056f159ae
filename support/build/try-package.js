// The built package as a user meets it: a new project in either language is green, and tells of a failure. Needs `npm run build`.
const { spawnSync } = require('node:child_process')
const { existsSync, mkdtempSync, rmSync, mkdirSync, symlinkSync } = require('node:fs')
const { tmpdir } = require('node:os')
const { join, resolve } = require('node:path')

const root = resolve(__dirname, '..', '..')
const program = join(root, 'dist', 'src', 'cli', 'main.js')
const folder = mkdtempSync(join(tmpdir(), 'kubecuke-package-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

function call(cwd, status, ...args) {
  const result = spawnSync(process.execPath, [program, ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  })
  if (result.status === status) return result
  console.error(
    `kubecuke ${args.join(' ')}: exit code ${result.status}, not ${status}\n${result.stdout}${result.stderr}`,
  )
  process.exit(1)
}

if (!existsSync(program)) {
  console.error('the package is not built: run "npm run build" first')
  process.exit(1)
}
for (const lang of ['en', 'zh-CN']) {
  const project = join(folder, lang)
  call(folder, 0, 'init', lang, '--lang', lang)
  mkdirSync(join(project, 'node_modules'))
  symlinkSync(root, join(project, 'node_modules', 'kubecuke'))
  call(project, 0, 'run')
  call(project, 0, 'docs')
  for (const file of ['reports/junit.xml', 'site/dist/index.html'])
    if (!existsSync(join(project, file))) throw new Error(`${file} was not written`)
  const cucumber = spawnSync(process.execPath, [join(root, 'node_modules/@cucumber/cucumber/bin/cucumber.js')], {
    cwd: project,
    encoding: 'utf8',
  })
  if (cucumber.status !== 0) throw new Error(`cucumber-js in the same project: ${cucumber.stdout}${cucumber.stderr}`)
}
// What is put together must know a wrong call for one, whichever command finds it.
for (const words of [
  ['run', 'nowhere'],
  ['serve', '--nodes', 'nowhere'],
  ['shell', 'nowhere'],
  ['docs', '--reports', 'nowhere'],
  ['steps', '--lang', 'nowhere'],
]) {
  const { stderr } = call(folder, 2, ...words)
  if (!/^kubecuke: .*nowhere.*\n$/.test(stderr)) throw new Error(`kubecuke ${words.join(' ')} says: ${stderr}`)
}
console.log('a new project is green in both languages')
