// The cluster for the page: one classic script, so that it works from a disk as well as from a host.
import { fileURLToPath } from 'node:url'

const at = (path) => fileURLToPath(new URL(path, import.meta.url))

export default {
  root: at('.'),
  logLevel: 'warn',
  define: {
    'process.env.NODE_ENV': '"production"',
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
  },
  // The shell's zip commands want it; nobody zips here.
  resolve: { alias: { 'node:zlib': at('./no-zlib.ts') } },
  build: {
    outDir: at('../../dist/site-app'),
    emptyOutDir: false,
    copyPublicDir: false,
    lib: { entry: at('./main.ts'), formats: ['iife'], name: 'kubecukeCluster', fileName: () => 'playground.js' },
  },
}
