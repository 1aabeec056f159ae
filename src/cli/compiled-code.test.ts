import { expect } from 'chai'
import { spawnSync } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import nodeModule from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript'

const NODE_KEEPS_IT = 'enableCompileCache' in nodeModule && 'this Node keeps compiled code by itself'

describe('what was compiled is kept for the next call', { skip: NODE_KEEPS_IT }, () => {
  let dist: string
  const call = () =>
    spawnSync(process.execPath, [join(dist, 'src', 'cli', 'main.js')], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH },
    })
  const kept = () =>
    readdirSync(join(dist, '.compiled')).map((name) => {
      const { mtimeMs, size } = statSync(join(dist, '.compiled', name))
      return { name: name.split('-')[0], mtimeMs, size }
    })

  before(() => {
    dist = mkdtempSync(join(tmpdir(), 'kubecuke-compiled-'))
    mkdirSync(join(dist, 'src', 'cli'), { recursive: true })
    const { outputText } = transpileModule(readFileSync(join(__dirname, 'compiled-code.ts'), 'utf8'), {
      compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, esModuleInterop: true },
    })
    writeFileSync(join(dist, 'src', 'cli', 'compiled-code.js'), outputText)
    writeFileSync(join(dist, 'src', 'cli', 'main.js'), "require('./compiled-code'); require('../../large')")
    const padding = '// '.padEnd(3000, '.')
    writeFileSync(
      join(dist, 'large.js'),
      `#!/usr/bin/env node\n${padding}\nconsole.log(require('node:path').basename(__filename), module.id === __filename, require('./imports').word)`,
    )
    writeFileSync(join(dist, 'imports.js'), `${padding}\nexports.word = 'read'; import('node:path')`)
  })
  after(() => rmSync(dist, { recursive: true, force: true }))

  it('runs the file the same with and without what was kept, and writes it once', () => {
    const first = call()
    const written = kept()
    const second = call()
    expect([first.stdout, first.stderr, second.stdout, second.stderr]).to.deep.equal([
      'large.js true read\n',
      '',
      'large.js true read\n',
      '',
    ])
    expect(written.map(({ name }) => name)).to.deep.equal(['large.js'])
    expect(kept()).to.deep.equal(written)
  })

  it('makes it anew when what was kept cannot be used', () => {
    const [{ size } = { size: 0 }] = kept()
    const [name = ''] = readdirSync(join(dist, '.compiled'))
    truncateSync(join(dist, '.compiled', name), 100)
    expect(call().stdout).to.equal('large.js true read\n')
    expect(kept()[0]?.size).to.equal(size)
  })
})
