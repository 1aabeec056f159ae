// The site's application: one classic script and one style sheet, so that pages work from a disk as well as from a host.
import { fileURLToPath } from 'node:url'

const at = (path) => fileURLToPath(new URL(path, import.meta.url))

export default {
  root: at('.'),
  logLevel: 'warn',
  define: { 'process.env.NODE_ENV': '"production"', __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false' },
  build: {
    outDir: at('../../../dist/site-app'),
    emptyOutDir: true,
    cssCodeSplit: false,
    copyPublicDir: false,
    lib: { entry: at('./main.ts'), formats: ['iife'], name: 'kubecukeSite', fileName: () => 'app.js', cssFileName: 'app' },
  },
}
