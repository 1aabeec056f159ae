import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Lab } from '../testing/lab'

async function server(env: Record<string, string> = { MYSQL_ALLOW_EMPTY_PASSWORD: '1' }) {
  const lab = new Lab()
  const container = lab.run('mysql:5.7', { env })
  await lab.pass(15_000)
  const sql = async (statements: string, options: readonly string[] = []) => {
    const { stdout, stderr, exitCode } = await lab.exec(container, ['mysql', ...options, '-e', statements])
    return exitCode === 0 ? stdout : stderr
  }
  return { lab, container, sql }
}

describe('statements', () => {
  it('answer as MySQL does', async () => {
    const { sql } = await server()
    await sql(
      'CREATE DATABASE shop; USE shop; CREATE TABLE items (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(10) NOT NULL, price DECIMAL(6,2) DEFAULT 1, UNIQUE KEY names (name))',
    )
    const cases: readonly (readonly [string, string])[] = [
      ["INSERT INTO shop.items (name, price) VALUES ('pen', 2), ('ink', 5), ('cup', NULL)", ''],
      ['SELECT * FROM shop.items', 'id\tname\tprice\n1\tpen\t2.00\n2\tink\t5.00\n3\tcup\tNULL\n'],
      ["SELECT name FROM shop.items WHERE price > 1 AND name LIKE 'i%'", 'name\nink\n'],
      ['SELECT COUNT(*), MAX(price) AS most FROM shop.items', 'COUNT(*)\tmost\n3\t5.00\n'],
      ['SELECT price > 2 dear, COUNT(*) n FROM shop.items GROUP BY dear HAVING n > 0 AND dear = 1', 'dear\tn\n1\t1\n'],
      ['SELECT name FROM shop.items GROUP BY name HAVING COUNT(*) > 1', ''],
      ['SELECT MAX(id) m FROM shop.items HAVING m > 2', 'm\n3\n'],
      ['SELECT name FROM shop.items ORDER BY price DESC LIMIT 1', 'name\nink\n'],
      ['SELECT name FROM shop.items WHERE price IS NULL OR id IN (1)', 'name\npen\ncup\n'],
      [
        'UPDATE shop.items SET price = price + 1 WHERE id = 1; SELECT price FROM shop.items WHERE id = 1',
        'price\n3.00\n',
      ],
      ["DELETE FROM shop.items WHERE name = 'cup'; SELECT COUNT(*) n FROM shop.items", 'n\n2\n'],
      [
        "INSERT INTO shop.items (name) VALUES ('pen')",
        "ERROR 1062 (23000) at line 1: Duplicate entry 'pen' for key 'names'\n",
      ],
      [
        "INSERT INTO shop.items (name) VALUES ('much too long')",
        "ERROR 1406 (22001) at line 1: Data too long for column 'name' at row 1\n",
      ],
      [
        "INSERT INTO shop.items VALUES ('x', 'y', 1)",
        "ERROR 1366 (HY000) at line 1: Incorrect integer value: 'x' for column 'id' at row 1\n",
      ],
      [
        'INSERT INTO shop.items (name) VALUES (1, 2)',
        "ERROR 1136 (21S01) at line 1: Column count doesn't match value count at row 1\n",
      ],
      ['SELECT nope FROM shop.items', "ERROR 1054 (42S22) at line 1: Unknown column 'nope' in 'field list'\n"],
      ['SELECT * FROM shop.nope', "ERROR 1146 (42S02) at line 1: Table 'shop.nope' doesn't exist\n"],
      ['SELECT * FROM items', 'ERROR 1046 (3D000) at line 1: No database selected\n'],
      ['CREATE DATABASE shop', "ERROR 1007 (HY000) at line 1: Can't create database 'shop'; database exists\n"],
      ['CREATE TABLE shop.items (id INT)', "ERROR 1050 (42S01) at line 1: Table 'items' already exists\n"],
      ['USE nope', "ERROR 1049 (42000) at line 1: Unknown database 'nope'\n"],
      [
        'SELEC 1',
        "ERROR 1064 (42000) at line 1: You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the right syntax to use near 'SELEC 1' at line 1\n",
      ],
      [
        'SELECT a.id FROM shop.items a RIGHT JOIN shop.items b ON a.id = b.id',
        "ERROR 1235 (42000) at line 1: This version of MySQL doesn't yet support 'RIGHT JOIN'\n",
      ],
      [
        'CREATE VIEW shop.v AS SELECT 1',
        "ERROR 1235 (42000) at line 1: This version of MySQL doesn't yet support 'CREATE VIEW'\n",
      ],
      [
        'SELECT user FROM mysql.user',
        "ERROR 1235 (42000) at line 1: This version of MySQL doesn't yet support 'mysql.user'\n",
      ],
      ['EXPLAIN SELECT 1', "ERROR 1235 (42000) at line 1: This version of MySQL doesn't yet support 'EXPLAIN'\n"],
      [
        'SELECT * FRO shop.items',
        "ERROR 1064 (42000) at line 1: You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the right syntax to use near 'FRO shop.items' at line 1\n",
      ],
      ['SELECT 1', '1\n1\n'],
      ['SELECT @@server_id, @@hostname', '@@server_id\t@@hostname\n0\tpod-1\n'],
      ['SHOW DATABASES', 'Database\ninformation_schema\nmysql\nperformance_schema\nshop\nsys\n'],
      ['SHOW TABLES FROM shop', 'Tables_in_shop\nitems\n'],
      ["SHOW VARIABLES LIKE 'server_id'", 'Variable_name\tValue\nserver_id\t0\n'],
      [
        'START SLAVE',
        'ERROR 1200 (HY000) at line 1: The server is not configured as slave; fix in config file or with CHANGE MASTER TO\n',
      ],
      ['SHOW SLAVE STATUS', ''],
      ['SHOW MASTER STATUS', ''],
    ]
    for (const [statement, answer] of cases)
      assert.deepEqual({ statement, answer: await sql(statement) }, { statement, answer })
  })

  it('join tables, ask other selects, and reckon with DECIMAL', async () => {
    const { sql } = await server()
    await sql(
      `CREATE DATABASE shop; USE shop;
       CREATE TABLE customers (id INT PRIMARY KEY, name VARCHAR(20));
       CREATE TABLE orders (id INT PRIMARY KEY, customer INT, total DECIMAL(6,2));
       INSERT INTO customers VALUES (1, 'Ann'), (2, 'Bob'), (3, 'Cid');
       INSERT INTO orders VALUES (10, 1, 5), (11, 1, 2.5), (12, 2, 1)`,
    )
    const cases: readonly (readonly [string, string])[] = [
      [
        'SELECT c.name, o.total FROM customers c JOIN orders o ON o.customer = c.id ORDER BY o.id DESC',
        'name\ttotal\nBob\t1.00\nAnn\t2.50\nAnn\t5.00\n',
      ],
      [
        'SELECT name, SUM(total), AVG(total), COUNT(o.id) n FROM customers AS c LEFT JOIN orders AS o ON c.id = o.customer GROUP BY name',
        'name\tSUM(total)\tAVG(total)\tn\nAnn\t7.50\t3.750000\t2\nBob\t1.00\t1.000000\t1\nCid\tNULL\tNULL\t0\n',
      ],
      [
        'SELECT c.*, o.id FROM customers c, orders o WHERE c.id = o.customer AND o.total > 2',
        'id\tname\tid\n1\tAnn\t10\n1\tAnn\t11\n',
      ],
      [
        'SELECT id FROM customers c JOIN orders o',
        "ERROR 1052 (23000) at line 1: Column 'id' in field list is ambiguous\n",
      ],
      ['SELECT x.id FROM customers c', "ERROR 1054 (42S22) at line 1: Unknown column 'x.id' in 'field list'\n"],
      ['SELECT name FROM customers WHERE id IN (SELECT customer FROM orders WHERE total < 2)', 'name\nBob\n'],
      ['SELECT name FROM customers c WHERE NOT EXISTS (SELECT 1 FROM orders WHERE customer = c.id)', 'name\nCid\n'],
      [
        'SELECT name, (SELECT MAX(total) FROM orders WHERE customer = c.id) best FROM customers c LIMIT 2',
        'name\tbest\nAnn\t5.00\nBob\t1.00\n',
      ],
      ['SELECT (SELECT id FROM orders)', 'ERROR 1242 (21000) at line 1: Subquery returns more than 1 row\n'],
      ['SELECT t.n FROM (SELECT COUNT(*) n FROM orders) AS t', 'n\n3\n'],
      ['SELECT COUNT(DISTINCT customer) FROM orders', 'COUNT(DISTINCT customer)\n2\n'],
      [
        'SELECT 3/2, total * 2, total + 0.125 FROM orders WHERE id = 12',
        '3/2\ttotal * 2\ttotal + 0.125\n1.5000\t2.00\t1.125\n',
      ],
      [
        'INSERT INTO customers SELECT id + 10, name FROM customers WHERE id < 3; SELECT COUNT(*) n FROM customers',
        'n\n5\n',
      ],
    ]
    for (const [statement, answer] of cases)
      assert.deepEqual({ statement, answer: await sql(statement, ['shop']) }, { statement, answer })
  })

  it('in a transaction are seen by others, and kept, when it commits', async () => {
    const { sql, lab, container } = await server()
    await sql(
      'CREATE DATABASE shop; CREATE TABLE shop.t (id INT AUTO_INCREMENT PRIMARY KEY, n INT); INSERT INTO shop.t (n) VALUES (1)',
    )
    const all = 'SELECT n FROM t;'
    const cases: readonly (readonly [string, string])[] = [
      [`BEGIN; INSERT INTO t (n) VALUES (2); ${all} ROLLBACK; ${all}`, 'n\n1\n2\nn\n1\n'],
      // The number that was rolled back is not given again.
      ['START TRANSACTION; INSERT INTO t (n) VALUES (3); COMMIT; SELECT id, n FROM t', 'id\tn\n1\t1\n3\t3\n'],
      // Who leaves without COMMIT has done nothing; what defines a table commits what was before it.
      ['SET autocommit=0; DELETE FROM t', ''],
      ['SELECT COUNT(*) c FROM t', 'c\n2\n'],
      ['BEGIN; DELETE FROM t WHERE n = 3; CREATE TABLE u (id INT); ROLLBACK; SELECT COUNT(*) c FROM t', 'c\n1\n'],
    ]
    for (const [statement, answer] of cases)
      assert.deepEqual({ statement, answer: await sql(statement, ['shop']) }, { statement, answer })
    const slow = 'BEGIN; INSERT INTO t (n) VALUES (9); SELECT SLEEP(5); COMMIT'
    container.running.exec({ command: ['mysql', 'shop', '-e', slow], onOutput: () => {}, onExit: () => {} })
    await lab.pass(1_000)
    assert.equal(await sql('SELECT COUNT(*) c FROM t', ['shop']), 'c\n1\n')
    await lab.pass(10_000)
    assert.equal(await sql('SELECT COUNT(*) c FROM t', ['shop']), 'c\n2\n')
  })

  it('that would go on for ever are refused in MySQL’s words', async () => {
    const { sql } = await server()
    const doubled = 'INSERT INTO t SELECT n FROM t; '
    await sql(`CREATE DATABASE shop; USE shop; CREATE TABLE t (n INT); INSERT INTO t VALUES (1); ${doubled.repeat(10)}`)
    const tooLarge =
      'ERROR 1104 (42000) at line 1: The SELECT would examine more than MAX_JOIN_SIZE rows; check your WHERE and use SET SQL_BIG_SELECTS=1 or SET MAX_JOIN_SIZE=# if the SELECT is okay\n'
    assert.equal(await sql('SELECT COUNT(*) FROM t', ['shop']), 'COUNT(*)\n1024\n')
    assert.equal(await sql('SELECT COUNT(*) FROM t a JOIN t b JOIN t c', ['shop']), tooLarge)
    assert.equal(await sql('SELECT n FROM t a WHERE n = (SELECT MAX(n) FROM t WHERE n >= a.n)', ['shop']), tooLarge)
    assert.equal(await sql(`USE shop; ${doubled.repeat(10)}`), "ERROR 1114 (HY000) at line 1: The table 't' is full\n")
  })

  it('are shown in boxes to somebody at a terminal', async () => {
    const { lab, container, sql } = await server()
    await sql(
      "CREATE DATABASE test; CREATE TABLE test.messages (message VARCHAR(250)); INSERT INTO test.messages VALUES ('hello')",
    )
    const { stdout } = await lab.exec(container, ['mysql', '-e', 'SELECT * FROM test.messages'], { tty: true })
    assert.equal(stdout, '+---------+\n| message |\n+---------+\n| hello   |\n+---------+\n')
  })
})

describe('mysqld', () => {
  it('refuses to start without a word about the password', async () => {
    const { container } = await server({})
    assert.equal(container.exit?.exitCode, 1)
    assert.match(container.text(), /MYSQL_ROOT_PASSWORD/)
  })

  it('wants the password that it was given', async () => {
    const { sql, lab, container } = await server({ MYSQL_ROOT_PASSWORD: 'secret', MYSQL_DATABASE: 'app' })
    assert.match(
      await sql('SELECT 1'),
      /^ERROR 1045 \(28000\): Access denied for user 'root'@'localhost' \(using password: NO\)\n$/,
    )
    assert.equal(await sql('SHOW TABLES', ['-uroot', '-psecret', 'app']), '')
    assert.equal((await lab.exec(container, ['mysqladmin', 'ping', '-psecret'])).stdout, 'mysqld is alive\n')
  })

  it('is not there until it is ready, and gone when it is stopped', async () => {
    const lab = new Lab()
    const container = lab.run('mysql:5.7', { env: { MYSQL_ALLOW_EMPTY_PASSWORD: '1' } })
    await lab.pass(1_000)
    assert.deepEqual(await lab.exec(container, ['mysql', '-h', '127.0.0.1', '-e', 'SELECT 1']), {
      stdout: '',
      stderr: "ERROR 2003 (HY000): Can't connect to MySQL server on '127.0.0.1' (111)\n",
      exitCode: 1,
    })
    assert.match(
      (await lab.exec(container, ['mysqladmin', 'ping'])).stderr,
      /^mysqladmin: connect to server at 'localhost' failed\nerror: 'Can't connect to local MySQL server through socket/,
    )
    await lab.pass(15_000)
    container.running.signal('SIGTERM')
    await lab.pass(2_000)
    assert.deepEqual(container.exit, { exitCode: 0 })
  })
})
