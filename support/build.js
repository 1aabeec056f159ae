// Builds the package: compiles src, steps and support to dist/, puts together what commands and features load, and bundles the site's
// application once, so that no bundler runs on a user's machine. Called by `npm ci` and `npm run build`.
const { spawnSync } = require('node:child_process')
const { chmodSync, cpSync, existsSync, rmSync } = require('node:fs')
const { join } = require('node:path')

const root = join(__dirname, '..')
const node = (...args) => {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

// A package installed from the registry brings its dist along and has no compiler beside it.
if (!existsSync(join(root, 'src')) || !existsSync(join(root, 'node_modules', 'ts7'))) process.exit(0)
rmSync(join(root, 'dist'), { recursive: true, force: true })
node('node_modules/ts7/bin/tsc', '-p', 'support/build/tsconfig.json')
node('node_modules/vite/bin/vite.js', 'build', '--config', 'support/build/vite.config.mjs')
for (const folder of ['src/cli/init/template'])
  if (existsSync(join(root, folder))) cpSync(join(root, folder), join(root, 'dist', folder), { recursive: true })
if (existsSync(join(root, 'src/site/app/vite.config.mjs')))
  node('node_modules/vite/bin/vite.js', 'build', '--config', 'src/site/app/vite.config.mjs', '--logLevel', 'warn')
if (existsSync(join(root, 'src/playground/vite.config.mjs')))
  node('node_modules/vite/bin/vite.js', 'build', '--config', 'src/playground/vite.config.mjs', '--logLevel', 'warn')
chmodSync(join(root, 'dist/src/cli/main.js'), 0o755)
