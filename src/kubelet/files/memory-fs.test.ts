import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { AsyncFiles } from '../shell/async-files'
import { MemoryFs, type FileError } from './memory-fs'
import { folderNode, layer } from './tree'

const image = () =>
  layer({
    '/etc/passwd': 'root\n',
    '/bin/sh': { content: '', mode: 0o755 },
    '/tmp/': '',
    '/www': { link: '/usr/share' },
    '/usr/share/index.html': 'hi',
  })

describe('MemoryFs', () => {
  it('copies an image layer on write, so that the next container finds it as it was', () => {
    const root = image()
    const one = new MemoryFs({ root })
    const two = new MemoryFs({ root })
    one.writeFileSync('/etc/passwd', 'changed')
    one.appendFileSync('/etc/passwd', '!')
    one.writeFileSync('/tmp/new', 'x')
    one.writeFileSync('/www/index.html', 'own')
    assert.equal(one.readTextSync('/etc/passwd'), 'changed!')
    assert.equal(one.readTextSync('/usr/share/index.html'), 'own')
    assert.equal(two.readTextSync('/etc/passwd'), 'root\n')
    assert.equal(two.readTextSync('/www/index.html'), 'hi')
    assert.deepEqual(two.readdirSync('/tmp'), [])
  })

  it('shares a volume between two file systems, read-only for one', () => {
    const volume = folderNode()
    const writer = new MemoryFs({ root: image(), now: () => 5000 })
    const reader = new MemoryFs({ root: image() })
    writer.mount('/data', volume)
    reader.mount('/mnt/data', volume, { readOnly: true })
    writer.writeFileSync('/data/f', 'hello\n')
    assert.equal(reader.readTextSync('/mnt/data/f'), 'hello\n')
    assert.equal(reader.statSync('/mnt/data/f').mtime.getTime(), 5000)
    assert.throws(() => reader.writeFileSync('/mnt/data/g', 'x'), /EROFS: read-only file system/)
    assert.throws(() => reader.rmSync('/mnt/data/f'), /EROFS/)
    assert.throws(() => reader.renameSync('/mnt/data/f', '/tmp/f'), /EROFS/)
    assert.throws(() => writer.rmSync('/data', { recursive: true }), /EBUSY/)
  })

  it('keeps text and bytes apart', async () => {
    const fs = new AsyncFiles(new MemoryFs())
    await fs.writeFile('/a', 'é你')
    assert.equal(await fs.readFile('/a'), 'é你')
    assert.equal((await fs.stat('/a')).size, 5)
    assert.deepEqual([...(await fs.readFileBuffer('/a')).slice(0, 2)], [0xc3, 0xa9])
    await fs.writeFile('/b', new Uint8Array([0xff, 0x00]))
    assert.equal((await fs.readFile('/b', 'binary')).length, 2)
  })

  it('says what Node says when something is not there', async () => {
    const fs = new AsyncFiles(new MemoryFs({ root: image() }))
    await assert.rejects(fs.readFile('/nope'), { message: "ENOENT: no such file or directory, open '/nope'" })
    await assert.rejects(fs.readdir('/etc/passwd'), { message: "ENOTDIR: not a directory, scandir '/etc/passwd'" })
    await assert.rejects(fs.rm('/etc'), { message: "ENOTEMPTY: directory not empty, rm '/etc'" })
    await assert.rejects(fs.mkdir('/a/b'), { message: "ENOENT: no such file or directory, mkdir '/a/b'" })
    await fs.mkdir('/a/b', { recursive: true })
    await assert.rejects(fs.mkdir('/a'), { message: "EEXIST: file already exists, mkdir '/a'" })
  })

  it('renames, links and follows links', async () => {
    const fs = new AsyncFiles(new MemoryFs({ root: image() }))
    await fs.mv('/etc/passwd', '/etc/users')
    assert.deepEqual(await fs.readdir('/etc'), ['users'])
    await fs.symlink('users', '/etc/passwd')
    assert.equal(await fs.readFile('/etc/passwd'), 'root\n')
    assert.equal(await fs.realpath('/etc/passwd'), '/etc/users')
    assert.equal((await fs.lstat('/etc/passwd')).isSymbolicLink, true)
    await fs.link('/etc/users', '/tmp/same')
    await fs.appendFile('/tmp/same', 'more\n')
    assert.equal(await fs.readFile('/etc/users'), 'root\nmore\n')
    await fs.symlink('/loop', '/loop')
    await assert.rejects(fs.readFile('/loop'), /ELOOP/)
  })

  it('asks modes and owners of whoever is not root', () => {
    const root = image()
    const user = { uid: 1000, gid: 0, groups: [2000] }
    const files = new MemoryFs({ root, user })
    const refused = (run: () => void): string => {
      try {
        run()
        return 'done'
      } catch (error) {
        return (error as FileError).code
      }
    }
    const shared = folderNode(0o2770)
    shared.owner = { uid: 0, gid: 2000 }
    files.mount('/shared', shared)
    assert.deepEqual(
      [
        refused(() => files.writeFileSync('/new', 'x')),
        refused(() => files.writeFileSync('/usr/share/index.html', 'x')),
        refused(() => files.mkdirSync('/usr/own')),
        refused(() => files.rmSync('/usr/share/index.html')),
        refused(() => files.chmodSync('/etc/passwd', 0o777)),
        refused(() => files.chownSync('/etc/passwd', { uid: 1000 })),
        refused(() => files.writeFileSync('/tmp/mine', 'x')),
        refused(() => files.writeFileSync('/shared/ours', 'x')),
        refused(() => files.mkdirSync('/shared/folder')),
        files.readTextSync('/etc/passwd'),
      ],
      ['EACCES', 'EACCES', 'EACCES', 'EACCES', 'EPERM', 'EPERM', 'done', 'done', 'done', 'root\n'],
    )
    const ownerOf = (path: string) => [files.statSync(path).uid, files.statSync(path).gid]
    assert.deepEqual(['/tmp/mine', '/shared/ours', '/shared/folder'].map(ownerOf), [
      [1000, 0],
      [1000, 2000],
      [1000, 2000],
    ])
    assert.equal(files.statSync('/shared/folder').mode, 0o2755)
    const secret = new MemoryFs({ root: layer({ '/key': { content: 'k', mode: 0o600 } }), user })
    assert.equal(
      refused(() => secret.readTextSync('/key')),
      'EACCES',
    )
  })

  it('refuses writes outside mounts when the root is read-only', () => {
    const fs = new MemoryFs({ root: image(), readOnly: true })
    fs.mount('/cache', folderNode())
    assert.throws(() => fs.writeFileSync('/etc/x', ''), /EROFS/)
    fs.writeFileSync('/cache/x', 'ok')
    assert.equal(fs.readTextSync('/cache/x'), 'ok')
  })
})
