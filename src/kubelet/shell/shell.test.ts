import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { SharedProcesses } from './shared-processes'
import { Lab, type LabContainer } from '../images/testing/lab'
import { fileNode } from '../files/tree'
import { PLAIN_SECURITY } from '../runtime/container-runtime'

const sh = (script: string): readonly string[] => ['sh', '-c', script]

describe('a script as the main process', () => {
  it('writes its lines at their virtual time', async () => {
    const lab = new Lab()
    const container = lab.run('busybox:1.28', {
      command: sh('echo one; echo hello > /tmp/f; echo two >&2; sleep 5; echo three; sleep 3600'),
    })
    await lab.pass(10_000)
    assert.deepEqual(container.log, [
      { at: 0, stream: 'stdout', text: 'one\n' },
      { at: 0, stream: 'stderr', text: 'two\n' },
      { at: 5_000, stream: 'stdout', text: 'three\n' },
    ])
    assert.equal(container.exit, undefined)
  })

  it('times commands by the virtual clock, as its shell prints it', async () => {
    for (const [image, command, text] of [
      ['busybox', sh('time sleep 62'), 'real\t1m 2.00s\nuser\t0m 0.00s\nsys\t0m 0.00s\n'],
      ['debian', ['bash', '-c', 'time sleep 62'], '\nreal\t1m2.000s\nuser\t0m0.000s\nsys\t0m0.000s\n'],
      ['debian', ['bash', '-c', 'time -p sleep 1 | cat'], 'real 1.00\nuser 0.00\nsys 0.00\n'],
      ['busybox', sh('time false; echo $?'), 'real\t0m 0.00s\nuser\t0m 0.00s\nsys\t0m 0.00s\n1\n'],
    ] as const) {
      const lab = new Lab()
      const container = lab.run(image, { command: [...command] })
      await lab.pass(100_000)
      assert.equal(container.text(), text, command.join(' '))
    }
  })

  it('words that come out of a variable are a command and its arguments; programs see what is exported', async () => {
    for (const [script, text] of [
      ['set -- echo "a  b" c; "$@"', 'a  b c\n'],
      ['c="echo x y"; $c z', 'x y z\n'],
      ['f() { echo "f $1"; }; run() { "$@"; }; run f 1', 'f 1\n'],
      ['$EMPTY echo here', 'here\n'],
      ['$(echo false) || echo no', 'no\n'],
      ['HIDDEN=1; export SHOWN=2; env | grep -e HIDDEN -e SHOWN -e GIVEN', 'GIVEN=yes\nSHOWN=2\n'],
      ["sh -c 'echo $GIVEN $HIDDEN.'", 'yes .\n'],
      ['env -i A=b=c env', 'A=b=c\n'],
    ] as const) {
      const lab = new Lab()
      const container = lab.run('busybox', { command: sh(script), env: { GIVEN: 'yes' } })
      await lab.pass(1_000)
      assert.equal(container.text(), text, script)
    }
  })

  it('finds what a container has of its kernel and of its files', async () => {
    for (const [script, text] of [
      ['cat /proc/uptime /sys/fs/cgroup/memory.max /sys/fs/cgroup/cpu.max', '5.00 5.00\n67108864\n25000 100000\n'],
      ['cat /proc/1/cmdline | tr "\\0" " " | cut -c1-5', 'sh -c\n'],
      ['echo aabbcc | tr -s a-c', 'abc\n'],
      ['echo Hello | tr "[:lower:]" "[:upper:]" | tr -d L', 'HEO\n'],
      ['echo "a1 b2" | tr -cd "[:digit:]\\n"', '12\n'],
      ['grep -c processor /proc/cpuinfo', '1\n'],
      ['echo abc > /tmp/f; stat -c "%s %a %F %Y" /tmp/f', '4 644 regular file 5\n'],
      ['seq 4 | paste -s -d+', '1+2+3+4\n'],
      ['printf "a\\nb\\n" > x; seq 2 | paste -d: x -', 'a:1\nb:2\n'],
    ] as const) {
      const lab = new Lab()
      const container = lab.run('busybox', {
        command: sh(`sleep 5; ${script}`),
        spec: { memoryLimit: 64 * 2 ** 20, cpuLimit: 250 },
      })
      await lab.pass(10_000)
      assert.equal(container.text(), text, script)
    }
  })

  it('ends when it asks for more than there is, with the words of its shell', async () => {
    for (const [image, script, text] of [
      ['busybox', 'f() { f; }; f; echo not', 'Segmentation fault (core dumped)\n'],
      ['busybox', 'x=a; while true; do x=$x$x; done', 'sh: out of memory\n'],
      ['debian', 'x=a; while true; do x=$x$x; done', 'sh: 1: Out of space\n'],
    ] as const) {
      const lab = new Lab()
      const container = lab.run(image, { command: sh(script) })
      await lab.pass(1_000)
      assert.equal(container.text(), text, script)
      assert.notEqual(container.exit?.exitCode, 0)
    }
  })

  it('ends with its exit code', async () => {
    for (const [script, exitCode] of [
      ['echo hello; sleep 1; exit 1', 1],
      ['sleep 1; exit 0', 0],
      ['exit 7', 7],
      ['nosuch', 127],
      ['false', 1],
      ['set -e; false; echo not', 1],
    ] as const) {
      const lab = new Lab()
      const container = lab.run('busybox', { command: sh(script) })
      await lab.pass(2_000)
      assert.deepEqual({ script, exit: container.exit }, { script, exit: { exitCode } })
    }
  })

  for (const [image, shell, text, exitCode] of [
    ['busybox', 'sh', 'sh: exit: Illegal number: -1\n', 2],
    ['debian', 'sh', 'sh: 1: exit: Illegal number: -1\n', 2],
    ['debian', 'bash', '', 255],
  ] as const)
    it(`${shell} of ${image}: exit -1`, async () => {
      const lab = new Lab()
      const container = lab.run(image, { command: [shell, '-c', 'if true; then exit -1; fi; echo no'] })
      await lab.pass(100)
      assert.deepEqual([container.text(), lab.exitOf(container)?.exitCode], [text, exitCode])
    })

  // Compared with busybox 1.35 and dash 0.5.
  for (const [image, script, stdout, stderr, exitCode] of [
    ['busybox', "sh -c 'echo $0 $1' name arg; echo $0", 'name arg\nsh\n', '', 0],
    ['busybox', 'printf "a\\na\\nb\\n" | uniq -c', '      2 a\n      1 b\n', '', 0],
    ['busybox', 'readonly R=1; R=2; echo no', '', 'sh: R: is read only\n', 2],
    ['busybox', 'set -u; echo $NOPE; echo no', '', 'sh: NOPE: parameter not set\n', 2],
    ['debian', 'set -u; echo $NOPE; echo no', '', 'sh: 1: NOPE: parameter not set\n', 2],
    ['busybox', 'cd /nosuch; echo $?', '2\n', "sh: cd: can't cd to /nosuch: No such file or directory\n", 0],
    [
      'busybox',
      'dd if=/dev/zero of=/f bs=1k count=3 2>/dev/null; wc -c < /f; du -sk /etc | cut -f2',
      '3072\n/etc\n',
      '',
      0,
    ],
    ['busybox', 'if true then; fi', '', 'sh: syntax error: unexpected "fi" (expecting "then")\n', 2],
    ['debian', 'if true then; fi', '', 'sh: 1: Syntax error: "fi" unexpected (expecting "then")\n', 2],
    ['busybox', 'for i in 1 2; do echo $i', '', 'sh: syntax error: unexpected end of file (expecting "done")\n', 2],
    ['busybox', ')', '', 'sh: syntax error: unexpected ")"\n', 2],
    ['busybox', 'echo "a', '', 'sh: syntax error: unterminated quoted string\n', 2],
    ['busybox', 'kill -l | head -2', ' 1) HUP\n 2) INT\n', '', 0],
    ['busybox', 'head -c 2 /etc/passwd; echo; printf "1\\n2\\n3\\n" | head -n 1', 'ro\n1\n', '', 0],
  ] as const)
    it(`${image}: ${script}`, async () => {
      const lab = new Lab()
      const container = lab.run(image, { command: ['sleep', '3600'] })
      assert.deepEqual(await lab.exec(container, script), { stdout, stderr, exitCode })
    })

  it('tells what a shell of its image says about a missing command', async () => {
    const lab = new Lab()
    const container = lab.run('busybox', { command: sh('nosuch; true') })
    const debian = lab.run('debian', { command: ['bash', '-c', 'nosuch; true'] })
    await lab.pass(0)
    assert.equal(container.text(), 'sh: nosuch: not found\n')
    assert.equal(debian.text(), 'bash: line 1: nosuch: command not found\n')
  })

  it('as process 1 ignores SIGTERM without a trap, and runs the trap it has when the command in front has ended', async () => {
    for (const { script, at } of [
      { script: 'sleep 3600', at: undefined },
      { script: 'while true; do sleep 0.2; done', at: undefined },
      { script: 'trap "" TERM; while true; do sleep 0.2; done', at: undefined },
      { script: 'trap "exit 0" TERM; while true; do sleep 1; done', at: 2_000 },
      { script: "trap 'echo bye; exit 3' TERM; sleep 5; sleep 5", at: 5_000 },
      { script: 'trap "echo bye; exit 3" TERM; sleep 100 & wait', at: 1_600 },
    ]) {
      const lab = new Lab()
      let endedAt: number | undefined
      const container = lab.run('busybox', { command: sh(script) })
      await lab.pass(1_500)
      container.running.signal('SIGTERM')
      for (let i = 0; i < 100 && !container.exit; i++) {
        await lab.pass(100)
        if (container.exit) endedAt = lab.loop.now()
      }
      assert.deepEqual({ script, endedAt }, { script, endedAt: at })
      container.running.signal('SIGKILL')
      await lab.pass(0)
      assert.equal(lab.exitOf(container)?.exitCode, at === undefined ? 137 : script.includes('exit 3') ? 3 : 0)
    }
  })

  it('runs a trap that does not end it and goes on', async () => {
    const lab = new Lab()
    const container = lab.run('busybox', {
      command: sh('trap "echo caught" TERM; for i in 1 2 3; do sleep 1; echo $i; done'),
    })
    await lab.pass(1_500)
    container.running.signal('SIGTERM')
    await lab.pass(3_000)
    assert.equal(container.text(), '1\ncaught\n2\n3\n')
    assert.equal(container.exit?.exitCode, 0)
  })

  it('gives its place to the program of exec, which then hears the signals', async () => {
    const lab = new Lab()
    const container = lab.run('nginx', { command: sh('echo start; exec nginx -g "daemon off;"; echo never') })
    await lab.pass(100)
    const got = await lab.exec(container, ['curl', '-s', 'localhost'])
    assert.match(got.stdout, /Welcome to nginx/)
    container.running.signal('SIGTERM')
    await lab.pass(0)
    assert.equal(container.exit?.exitCode, 0)
    assert.doesNotMatch(container.text(), /never/)
  })

  it('burns processor time in a loop that never waits, and does not stop the world', async () => {
    const lab = new Lab()
    const container = lab.run('busybox', { command: sh('while true; do :; done') })
    await lab.pass(600_000)
    assert.equal(container.exit, undefined)
    assert.ok(container.running.usage().cpu >= 900, `cpu ${container.running.usage().cpu}`)
    container.running.signal('SIGKILL')
    await lab.pass(0)
    assert.equal(lab.exitOf(container)?.exitCode, 137)
  })

  it('sees virtual time and the seeded dice, and nothing of the host', async () => {
    const run = async () => {
      const lab = new Lab()
      const container = lab.run('busybox', {
        command: sh('date; sleep 90; date +%s; echo $SECONDS; echo $RANDOM; ls /; cat /etc/hostname; whoami; uname -n'),
      })
      await lab.pass(100_000)
      return container.text()
    }
    const text = await run()
    assert.equal(text, await run())
    assert.match(text, /^Thu Jan {2}1 00:00:00 UTC 1970\n90\n90\n\d+\nbin\n/)
  })

  for (const [script, image, said, exitCode] of [
    ['f() { f; }; f', 'busybox', 'Segmentation fault (core dumped)\n', 126],
    ['f() { f & f & }; f; sleep 1', 'busybox', "sh: can't fork: Resource temporarily unavailable\n", 0],
    ['while true; do sleep 100 & done', 'busybox', "sh: can't fork: Resource temporarily unavailable\n", 2],
    ['while true; do sleep 100 & done', 'debian', 'sh: 1: Cannot fork\n', 2],
    ['echo "sh /x & sh /x" > /x; sh /x', 'busybox', "sh: can't fork: Resource temporarily unavailable\n", 2],
  ] as const)
    it(`${image}: ${script}`, async () => {
      const lab = new Lab()
      const container = lab.run(image, { command: sh(script) })
      await lab.pass(2_000)
      assert.equal(container.exit?.exitCode, exitCode)
      assert.ok(container.text().startsWith(said), container.text())
    })

  it('a program that the files refuse something ends, and nothing else does', async () => {
    const lab = new Lab()
    const image = 'registry.k8s.io/e2e-test-images/agnhost:2.53'
    const spec = { runAsUser: 1000 }
    const hosts = fileNode('secret\n', { mode: 0o600 })
    const main = lab.run(image, {
      args: ['etc-hosts'],
      spec: { ...spec, files: (files) => (files.mount('/etc/hosts', hosts), files) },
    })
    const shell = lab.run(image, {
      command: sh('/agnhost etc-hosts; echo $?'),
      spec: { ...spec, files: (files) => (files.mount('/etc/hosts', hosts), files) },
    })
    await lab.pass(1_000)
    assert.deepEqual([main.exit?.exitCode, main.text()], [1, 'agnhost: /etc/hosts: Permission denied\n'])
    assert.equal(shell.text(), 'agnhost: /etc/hosts: Permission denied\n1\n')
  })

  it('a container full of processes takes no more, and says so', async () => {
    const lab = new Lab()
    const full = lab.run('busybox', { command: sh('for i in $(seq 1 256); do sleep 1000 & done; sleep 1000') })
    await lab.pass(1_000)
    const got = await lab.exec(full, ['sh', '-c', 'echo $HOSTNAME'])
    assert.deepEqual(
      [got.exitCode, got.startError],
      [
        126,
        'OCI runtime exec failed: exec failed: unable to start container process: error executing setns process: fork/exec /proc/self/exe: resource temporarily unavailable',
      ],
    )
  })

  for (const [script, stdout, exitCode] of [
    ['sh -c "kill -9 \\$\\$; echo no > /no"; echo $?; cat /no', '137\n', 1],
    ['sh -c "kill \\$\\$; echo no"; echo $?', '143\n', 0],
    ['kill -9 $$; echo no', '', 137],
    ['sh -c "sleep 50" & sleep 1; kill $!; wait $!; echo $?', '143\n', 0],
    ['sh -c "kill -SEGV \\$\\$"; echo $?; kill -s CHLD $$; kill -28 $$; echo on', '139\non\n', 0],
    ['(exit 5); echo $?', '5\n', 0],
  ] as const)
    it(`signals to a shell of its own: ${script}`, async () => {
      const lab = new Lab()
      const container = lab.run('busybox', { command: ['sleep', '3600'] })
      const got = await lab.exec(container, script)
      assert.deepEqual([got.stdout, got.exitCode], [stdout, exitCode])
      assert.equal((await lab.exec(container, ['echo', 'on'])).stdout, 'on\n')
      assert.ok(lab.loop.now() < 10_000, 'nothing waits for what has ended')
    })

  it('containers that share their processes see and end those of each other', async () => {
    const lab = new Lab()
    const spec = { processes: new SharedProcesses(0) }
    const web = lab.run('nginx', { spec })
    const shell = lab.run('busybox', { command: ['sleep', '3600'], spec })
    assert.deepEqual((await lab.exec(shell, 'ps')).stdout.split('\n').slice(0, 4), [
      'PID   USER     TIME  COMMAND',
      '    1 65535     0:00 /pause',
      '    2 root      0:00 nginx -g daemon off;',
      '    3 root      0:00 sleep 3600',
    ])
    await lab.exec(shell, 'kill 2')
    await lab.pass(10)
    assert.equal(lab.exitOf(web)?.exitCode, 0)
    // It is no process 1: it has no handler, and ends.
    await lab.exec(shell, 'kill 3')
    await lab.pass(10)
    assert.deepEqual(lab.exitOf(shell), { exitCode: 143 })
    assert.deepEqual([...spec.processes.jobs().keys()], [1])
  })

  it('nothing of the host can be read, and nothing of it runs', async () => {
    const lab = new Lab()
    const container = lab.run('busybox', { command: ['sleep', 'infinity'], env: { COLOR: 'blue' } })
    for (const [command, stdout, stderr] of [
      ['cat /etc/passwd | head -1', 'root:x:0:0:root:/root:/bin/sh\n', ''],
      [
        'cat /proc/self/environ | tr "\\0" "\\n" | grep -v HOSTNAME',
        'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nCOLOR=blue\nHOME=/root\n',
        '',
      ],
      ['env | cut -d= -f1 | sort | tr "\\n" " "', 'COLOR HOME HOSTNAME PATH PWD ', ''],
      ['ls /work', '', 'ls: /work: No such file or directory\n'],
      ['node -e 1', '', 'sh: node: not found\n'],
      ['js-exec -c 1', '', 'sh: js-exec: not found\n'],
      ['python3 -c "print(1)"', '', 'sh: python3: not found\n'],
      ['sqlite3 :memory: "select 1"', '', 'sh: sqlite3: not found\n'],
      ['xan --help', '', 'sh: xan: not found\n'],
    ] as const) {
      const got = await lab.exec(container, command)
      assert.deepEqual([command, got.stdout, got.stderr], [command, stdout, stderr])
    }
    // Its own loopback, on which nobody listens: not the one of the machine that runs this test.
    assert.equal((await lab.exec(container, 'curl -s -m 3 http://127.0.0.1:22')).exitCode, 7)
  })

  it('many containers that never rest do not stop the world', async () => {
    const lab = new Lab()
    const scripts = [
      'while true; do :; done',
      'while true; do echo x; done',
      'yes',
      'dd if=/dev/zero of=/dev/null',
      'cat /dev/urandom',
    ]
    const containers = Array.from({ length: 5 }, (_, i) =>
      lab.run('busybox', { command: sh(scripts[i % scripts.length] ?? '') }),
    )
    await lab.pass(2_000)
    assert.deepEqual(
      scripts.map((_, i) => containers[i]?.exit?.exitCode),
      [undefined, undefined, undefined, undefined, 0],
    )
    for (const container of containers) container.running.signal('SIGKILL')
    await lab.pass(0)
    assert.equal(lab.exitOf(containers[0] as LabContainer)?.exitCode, 137)
  })
})

describe('exec', () => {
  it('gives output, errors and exit codes', async () => {
    const lab = new Lab()
    const shared = lab.volume()
    const writer = lab.run('busybox:1.28', {
      command: sh('echo hello > /data/f; sleep 3600'),
      volumes: { '/data': shared },
    })
    const reader = lab.run('busybox:1.28', {
      command: sh('sleep 3600'),
      volumes: { '/data': { folder: shared, readOnly: true } },
    })
    await lab.pass(100)
    assert.deepEqual(await lab.exec(reader, ['cat', '/data/f']), { stdout: 'hello\n', stderr: '', exitCode: 0 })
    assert.deepEqual(await lab.exec(reader, 'echo x > /data/g'), {
      stdout: '',
      stderr: "sh: can't create /data/g: Read-only file system\n",
      exitCode: 1,
    })
    assert.deepEqual(await lab.exec(writer, ['hostname']), { stdout: 'pod-1\n', stderr: '', exitCode: 0 })
    assert.deepEqual(await lab.exec(writer, 'exit 7'), { stdout: '', stderr: '', exitCode: 7 })
    const missing = await lab.exec(writer, ['nosuchcommand'])
    assert.equal(
      missing.startError,
      'OCI runtime exec failed: exec failed: unable to start container process: exec: "nosuchcommand": executable file not found in $PATH',
    )
    assert.deepEqual(await lab.exec(writer, ['cat', '/tmp/ok']), {
      stdout: '',
      stderr: "cat: can't open '/tmp/ok': No such file or directory\n",
      exitCode: 1,
    })
  })

  // test/e2e/common/node/{security_context,sysctl,privileged}.go
  it('runs as whom it was told to, and may do what it was allowed to', async () => {
    const lab = new Lab()
    const plain = { ...PLAIN_SECURITY, groups: [1234] }
    const user = lab.run('busybox', { command: sh('sleep 3600'), spec: { runAsUser: 1000, security: plain } })
    const root = lab.run('busybox', {
      command: sh('sleep 3600'),
      spec: {
        security: {
          ...PLAIN_SECURITY,
          isPrivileged: true,
          hasSeccomp: true,
          sysctls: { 'kernel.shm_rmid_forced': '1' },
        },
      },
    })
    for (const [container, command, stdout, exitCode] of [
      [user, 'id', 'uid=1000 gid=0(root) groups=0(root),1234\n', 0],
      [user, 'id -G', '0 1234\n', 0],
      [user, 'echo $HOME', '/\n', 0],
      [user, 'whoami', '', 1],
      [user, 'touch /checkfile', '', 1],
      [user, 'echo x > /tmp/f; ls -l /tmp/f', '-rw-r--r--    1 1000     root             2 Jan  1 00:00 /tmp/f\n', 0],
      [user, 'ip link add dummy0 type dummy', '', 2],
      [user, 'grep -E "CapEff|Seccomp:" /proc/self/status', 'CapEff:\t0000000000000000\nSeccomp:\t0\n', 0],
      [root, 'id', 'uid=0(root) gid=0(root) groups=0(root)\n', 0],
      [root, 'ip link add dummy0 type dummy', '', 0],
      [root, 'grep -E "CapEff|Seccomp:" /proc/self/status', 'CapEff:\t000001ffffffffff\nSeccomp:\t2\n', 0],
      [root, 'cat /proc/1/oom_score_adj', '1000\n', 0],
      [
        root,
        'mount -t cgroup2; mount -t nfs; mount /dev/x /mnt',
        'cgroup on /sys/fs/cgroup type cgroup2 (ro,nosuid,nodev,noexec,relatime)\n',
        1,
      ],
      [root, '/bin/sysctl kernel.shm_rmid_forced', 'kernel.shm_rmid_forced = 1\n', 0],
      [root, 'chown -R 5:6 /tmp; stat -c %u:%g /tmp', '5:6\n', 0],
    ] as const) {
      const got = await lab.exec(container, command)
      assert.deepEqual([command, got.stdout, got.exitCode], [command, stdout, exitCode])
    }
  })

  it('complains in the words of its tools', async () => {
    const lab = new Lab()
    const busybox = lab.run('busybox', { command: sh('sleep 3600') })
    const debian = lab.run('debian', { command: sh('sleep 3600') })
    for (const [command, ofBusybox, ofDebian] of [
      ['cat /x', "cat: can't open '/x': No such file or directory", 'cat: /x: No such file or directory'],
      [
        'rm /x',
        "rm: can't remove '/x': No such file or directory",
        "rm: cannot remove '/x': No such file or directory",
      ],
      ['rm /tmp', "rm: '/tmp' is a directory", "rm: cannot remove '/tmp': Is a directory"],
      [
        'mkdir /tmp',
        "mkdir: can't create directory '/tmp': File exists",
        "mkdir: cannot create directory '/tmp': File exists",
      ],
      [
        'mv /x /y',
        "mv: can't rename '/x': No such file or directory",
        "mv: cannot stat '/x': No such file or directory",
      ],
      ['cd /x', "sh: cd: can't cd to /x: No such file or directory", undefined],
      ['echo $((5/0))', 'sh: divide by zero', undefined],
    ] as const) {
      const said = async (container: LabContainer) => (await lab.exec(container, `${command}; :`)).stderr
      assert.equal(await said(busybox), `${ofBusybox}\n`)
      if (ofDebian !== undefined) assert.equal(await said(debian), `${ofDebian}\n`)
    }
  })

  it('keeps the environment, pipes and substitutions', async () => {
    const lab = new Lab()
    const container = lab.run('busybox:1.28', { command: sh('sleep 3600'), env: { COLOR: 'blue', X_color: 'blue' } })
    const result = await lab.exec(
      container,
      'echo $COLOR; env | grep -i color | sort; echo hello $(hostname) | tr a-z A-Z; for i in 1 2; do echo $i; done | wc -l',
    )
    assert.deepEqual(result, { stdout: 'blue\nCOLOR=blue\nX_color=blue\nHELLO POD-1\n2\n', stderr: '', exitCode: 0 })
  })

  it('leaves here-documents as they are', async () => {
    const lab = new Lab()
    const container = lab.run('busybox', { command: sh('sleep 3600') })
    const result = await lab.exec(
      container,
      'x=1; cat <<EOF\ncommand: [sleep, \'3600\', "$x", \'${x}a\', "a\\"b"] *.txt {a,b}\nEOF\n',
    )
    assert.equal(result.stdout, 'command: [sleep, \'3600\', "1", \'1a\', "a\\"b"] *.txt {a,b}\n')
  })

  it('hands standard input over when it has ended', async () => {
    const lab = new Lab()
    const container = lab.run('busybox', { command: sh('sleep 3600') })
    assert.deepEqual(await lab.exec(container, ['sh'], { stdin: 'x=5\necho $((x * 2))\ncat <<EOF\nhere\nEOF\n' }), {
      stdout: '10\nhere\n',
      stderr: '',
      exitCode: 0,
    })
    assert.equal((await lab.exec(container, 'cat > /tmp/in', { stdin: 'line\n' })).exitCode, 0)
    assert.equal((await lab.exec(container, ['cat', '/tmp/in'])).stdout, 'line\n')
  })

  it('talks to somebody at a terminal', async () => {
    const lab = new Lab()
    const container = lab.run('busybox:1.28', { command: sh('sleep 3600') })
    const result = await lab.exec(container, ['sh'], {
      tty: true,
      stdin: 'ls\ncd /tmp\nfor i in 1 2\ndo echo $i\ndone\nexit 4\n',
    })
    assert.equal(
      result.stdout,
      '/ # ls\nbin\ndev\netc\nhome\nproc\nroot\nsys\ntmp\nusr\nvar\n/ # cd /tmp\n/tmp # for i in 1 2\ndo echo $i\ndone\n1\n2\n/tmp # exit 4\n',
    )
    assert.equal(result.exitCode, 4)
  })

  it('timeout, background jobs and kill run in virtual time', async () => {
    const lab = new Lab()
    const container = lab.run('debian', { command: ['sleep', 'infinity'] })
    const result = await lab.exec(
      container,
      'timeout 2 sleep 10; echo $?; sleep 100 & pid=$!; kill $pid; wait $pid; echo $?; (sleep 1; echo late) & wait; date +%s',
    )
    assert.deepEqual(result, { stdout: '124\n143\nlate\n3\n', stderr: '', exitCode: 0 })
  })

  it('takes less than a millisecond once it runs', async () => {
    const lab = new Lab()
    const container = lab.run('busybox', { command: ['sleep', '3600'] })
    await lab.exec(container, 'true | cat')
    const from = process.hrtime.bigint()
    for (let i = 0; i < 200; i++)
      container.running.exec({ command: ['cat', '/etc/passwd'], onOutput: () => {}, onExit: () => {} })
    const ms = Number(process.hrtime.bigint() - from) / 1e6 / 200
    assert.ok(ms < 1, `${ms} ms`)
  })
})
