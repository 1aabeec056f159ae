import tseslint from 'typescript-eslint'

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'site/dist/',
      'reports/',
      'node_modules/',
      'src/objects/generated/',
      '**/*.js',
      '**/*.mjs',
      '**/*.vue',
      'src/cli/init/template/',
    ],
  },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      // Each of these has found a real fault: a promise nobody waits for, a handler that is async where nobody awaits it.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // What was caught is thrown again later, after the rest was tried; it is whatever it was.
      '@typescript-eslint/only-throw-error': 'off',
      // Cucumber's messages are JSON: their statuses are the strings that they hold, and TypeScript compares them as such.
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      '@typescript-eslint/prefer-promise-reject-errors': 'off',
      '@typescript-eslint/restrict-template-expressions': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  { files: ['**/*.test.ts'], rules: { '@typescript-eslint/no-floating-promises': 'off' } },
)
