// The compiled package has some 700 small files, and most of what a short command costs is finding and opening them. So what the
// commands and the features load is put together: each entry keeps its place in dist, what entries share lies in dist/shared.
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const dist = fileURLToPath(new URL('../../dist/', import.meta.url))
const steps = readdirSync(`${dist}steps`)
  .filter((name) => name.endsWith('.steps.js'))
  .map((name) => `steps/${name.replace(/\.js$/, '')}`)
const entries = [
  'support/index',
  'support/parameters',
  'support/world',
  'support/hooks',
  'src/cli/serve',
  'src/cli/shell',
  'src/cli/kubectl',
  'src/cli/wrong-input',
  // has an import(), without which the large files can be kept as compiled (src/cli/compiled-code.ts)
  'src/kubelet/shell/just-bash',
  ...steps,
]

export default {
  root: fileURLToPath(new URL('.', import.meta.url)),
  logLevel: 'warn',
  // JSON.parse reads a megabyte in a third of the time that the compiler takes for an object literal.
  json: { stringify: true, namedExports: false },
  ssr: { noExternal: ['yaml'] },
  build: {
    ssr: true,
    outDir: dist,
    emptyOutDir: false,
    copyPublicDir: false,
    minify: false,
    target: 'es2023',
    rolldownOptions: {
      input: Object.fromEntries(entries.map((name) => [name, `${dist}${name}.js`])),
      output: {
        format: 'cjs',
        entryFileNames: '[name].js',
        chunkFileNames: 'shared/[name]-[hash].js',
        exports: 'auto',
      },
    },
  },
}
