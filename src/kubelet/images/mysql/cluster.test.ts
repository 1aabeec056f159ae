// The MySQL cluster of the course: its own scripts, in the order in which the Pods of a StatefulSet run them.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { FolderNode } from '../../files/tree'
import { Lab, type LabContainer } from '../testing/lab'

const INIT = `set -ex
# 从 Pod 的序号，生成 server-id
[[ \`hostname\` =~ -([0-9]+)$ ]] || exit 1
ordinal=\${BASH_REMATCH[1]}
echo [mysqld] > /mnt/conf.d/server-id.cnf
# 由于 server-id=0 有特殊含义，我们给 ID 加一个 100 来避开它
echo server-id=$((100 + $ordinal)) >> /mnt/conf.d/server-id.cnf
# 如果 Pod 序号是 0，说明它是 Master 节点，从 ConfigMap 里把 Master 的配置文件拷贝到 /mnt/conf.d/ 目录；
# 否则，拷贝 Slave 的配置文件
if [[ $ordinal -eq 0 ]]; then
  cp /mnt/config-map/master.cnf /mnt/conf.d/
else
  cp /mnt/config-map/slave.cnf /mnt/conf.d/
fi
`
const CLONE = `set -ex
# 拷贝操作只需要在第一次启动时进行，所以如果数据已经存在，跳过
[[ -d /var/lib/mysql/mysql ]] && exit 0
# Master 节点 (序号为 0) 不需要做这个操作
[[ \`hostname\` =~ -([0-9]+)$ ]] || exit 1
ordinal=\${BASH_REMATCH[1]}
[[ $ordinal -eq 0 ]] && exit 0
# 使用 ncat 指令，远程地从前一个节点拷贝数据到本地
ncat --recv-only mysql-$(($ordinal-1)).mysql 3307 | xbstream -x -C /var/lib/mysql
# 执行 --prepare，这样拷贝来的数据就可以用作恢复了
xtrabackup --prepare --target-dir=/var/lib/mysql
`
const SIDECAR = `set -ex
cd /var/lib/mysql

# 从备份信息文件里读取 MASTER_LOG_FILEM 和 MASTER_LOG_POS 这两个字段的值，用来拼装集群初始化 SQL
if [[ -f xtrabackup_slave_info ]]; then
  mv xtrabackup_slave_info change_master_to.sql.in
  # 所以，也就用不着 xtrabackup_binlog_info 了
  rm -f xtrabackup_binlog_info
elif [[ -f xtrabackup_binlog_info ]]; then
  [[ \`cat xtrabackup_binlog_info\` =~ ^(.*?)[[:space:]]+(.*?)$ ]] || exit 1
  rm xtrabackup_binlog_info
  # 把两个字段的值拼装成 SQL，写入 change_master_to.sql.in 文件
  echo "CHANGE MASTER TO MASTER_LOG_FILE='\${BASH_REMATCH[1]}',\\
        MASTER_LOG_POS=\${BASH_REMATCH[2]}" > change_master_to.sql.in
fi

# 如果 change_master_to.sql.in，就意味着需要做集群初始化工作
if [[ -f change_master_to.sql.in ]]; then
  # 但一定要先等 MySQL 容器启动之后才能进行下一步连接 MySQL 的操作
  echo "Waiting for mysqld to be ready (accepting connections)"
  until mysql -h 127.0.0.1 -e "SELECT 1"; do sleep 1; done

  echo "Initializing replication from clone position"
  mv change_master_to.sql.in change_master_to.sql.orig
  mysql -h 127.0.0.1 <<EOF
$(<change_master_to.sql.orig),
  MASTER_HOST='mysql-0.mysql',
  MASTER_USER='root',
  MASTER_PASSWORD='',
  MASTER_CONNECT_RETRY=10;
START SLAVE;
EOF
fi

# 使用 ncat 监听 3307 端口。它的作用是，在收到传输请求的时候，直接执行 "xtrabackup --backup" 命令，备份 MySQL 的数据并发送给请求者
exec ncat --listen --keep-open --send-only --max-conns=1 3307 -c \\
  "xtrabackup --backup --slave-info --stream=xbstream --host=127.0.0.1 --user=root"
`

interface Member {
  readonly mysql: LabContainer
  readonly sidecar: LabContainer
}

class MySqlCluster {
  readonly lab = new Lab()
  readonly data: FolderNode[] = []
  readonly members: Member[] = []
  private readonly config = this.lab.volume()

  constructor() {
    const container = this.lab.run('busybox', { command: ['sleep', '1'], volumes: { '/c': this.config } })
    void this.lab.exec(
      container,
      "printf '[mysqld]\\nlog-bin\\n' > /c/master.cnf; printf '[mysqld]\\nsuper-read-only\\n' > /c/slave.cnf",
    )
  }

  /** What the kubelet does for one Pod: the init containers one after the other, then both containers. */
  async start(ordinal: number): Promise<Member> {
    const { lab } = this
    await lab.pass(100)
    const pod = `mysql-${ordinal}`
    const ip = `10.244.1.${100 + ordinal}`
    const conf = lab.volume()
    const data = (this.data[ordinal] ??= lab.volume())
    const init = lab.run('mysql:5.7', {
      pod,
      ip,
      command: ['bash', '-c', INIT],
      volumes: { '/mnt/conf.d': conf, '/mnt/config-map': { folder: this.config, readOnly: true } },
    })
    await lab.pass(1_000)
    assert.deepEqual(init.exit, { exitCode: 0 }, init.text())
    const volumes = { '/var/lib/mysql': data, '/etc/mysql/conf.d': conf }
    const clone = lab.run('gcr.io/google-samples/xtrabackup:1.0', { pod, ip, command: ['bash', '-c', CLONE], volumes })
    await lab.pass(10_000)
    assert.deepEqual(clone.exit, { exitCode: 0 }, clone.text())
    const mysql = lab.run('mysql:5.7', { pod, ip, env: { MYSQL_ALLOW_EMPTY_PASSWORD: '1' }, volumes })
    const sidecar = lab.run('gcr.io/google-samples/xtrabackup:1.0', {
      pod,
      ip,
      command: ['bash', '-c', SIDECAR],
      volumes,
    })
    await lab.pass(20_000)
    lab.names.set(`${pod}.mysql.default.svc.cluster.local`, ip)
    const member = { mysql, sidecar }
    this.members[ordinal] = member
    return member
  }

  async sql(ordinal: number, statements: string, from = 'client') {
    const client = this.lab.run('mysql:5.7', { pod: `${from}-${this.lab.loop.now()}`, command: ['sleep', '3600'] })
    return this.lab.exec(client, ['mysql', '-h', `mysql-${ordinal}.mysql`], { stdin: statements })
  }
}

describe('the MySQL cluster of the course', () => {
  it('starts, clones and replicates with the scripts as they are written', async () => {
    const cluster = new MySqlCluster()
    const { lab } = cluster
    const master = await cluster.start(0)
    assert.deepEqual(
      (await lab.exec(master.mysql, ['sh', '-c', 'cat /etc/mysql/conf.d/server-id.cnf; ls /etc/mysql/conf.d'])).stdout,
      '[mysqld]\nserver-id=100\nmaster.cnf\nserver-id.cnf\n',
    )
    assert.deepEqual(await lab.exec(master.mysql, ['mysqladmin', 'ping']), {
      stdout: 'mysqld is alive\n',
      stderr: '',
      exitCode: 0,
    })
    assert.deepEqual(
      await cluster.sql(
        0,
        "CREATE DATABASE test;\nCREATE TABLE test.messages (message VARCHAR(250));\nINSERT INTO test.messages VALUES ('hello');\n",
      ),
      { stdout: '', stderr: '', exitCode: 0 },
    )

    const first = await cluster.start(1)
    assert.match(first.sidecar.text(), /Waiting for mysqld to be ready \(accepting connections\)\n/)
    assert.match(first.sidecar.text(), /Initializing replication from clone position\n/)
    const files = (
      await lab.exec(
        first.sidecar,
        'cd /var/lib/mysql; cat change_master_to.sql.orig; ls xtrabackup_binlog_info xtrabackup_slave_info change_master_to.sql.in',
      )
    ).stdout
    assert.match(files, /^CHANGE MASTER TO MASTER_LOG_FILE='mysql-0-bin\.000001', {8,}MASTER_LOG_POS=\d+\n$/)
    assert.equal((await cluster.sql(1, 'SELECT * FROM test.messages;')).stdout, 'message\nhello\n')

    await cluster.start(2)
    assert.match(
      (await lab.exec(cluster.members[2]?.sidecar as LabContainer, 'cat /var/lib/mysql/change_master_to.sql.orig'))
        .stdout,
      /^CHANGE MASTER TO MASTER_LOG_FILE='mysql-0-bin\.000001', MASTER_LOG_POS=\d+\n$/,
    )
    await cluster.sql(0, "INSERT INTO test.messages VALUES ('again');")
    for (const ordinal of [1, 2]) {
      assert.equal((await cluster.sql(ordinal, 'SELECT * FROM test.messages;')).stdout, 'message\nhello\nagain\n')
      assert.deepEqual(await cluster.sql(ordinal, "INSERT INTO test.messages VALUES ('no');"), {
        stdout: '',
        stderr:
          'ERROR 1290 (HY000) at line 1: The MySQL server is running with the --super-read-only option so it cannot execute this statement\n',
        exitCode: 1,
      })
      const status = (await cluster.sql(ordinal, 'SHOW SLAVE STATUS\\G')).stdout
      assert.match(status, /Slave_IO_Running: Yes\n/)
      assert.match(status, /Slave_SQL_Running: Yes\n/)
    }
  })

  it('keeps its data over a restart, clones nothing twice and goes on replicating', async () => {
    const cluster = new MySqlCluster()
    const { lab } = cluster
    await cluster.start(0)
    await cluster.sql(
      0,
      'CREATE DATABASE test; CREATE TABLE test.t (id INT PRIMARY KEY); INSERT INTO test.t VALUES (1);',
    )
    const slave = await cluster.start(1)
    for (const container of [slave.mysql, slave.sidecar]) container.running.signal('SIGKILL')
    await cluster.sql(0, 'INSERT INTO test.t VALUES (2);')
    const again = await cluster.start(1)
    assert.doesNotMatch(again.sidecar.text(), /Initializing replication/)
    assert.equal((await cluster.sql(1, 'SELECT COUNT(*) FROM test.t;')).stdout, 'COUNT(*)\n2\n')
    await lab.pass(1_000)
  })

  it('a clone that reaches nobody fails and says so', async () => {
    const lab = new Lab()
    const data = lab.volume()
    const clone = lab.run('xtrabackup', {
      pod: 'mysql-1',
      command: ['bash', '-c', CLONE],
      volumes: { '/var/lib/mysql': data },
    })
    await lab.pass(5_000)
    assert.equal(clone.exit?.exitCode, 1)
    assert.match(clone.text(), /Ncat: Could not resolve hostname "mysql-0\.mysql"/)
  })
})
