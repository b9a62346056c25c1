// The arrows of the house, and the rules no reviewer should have to repeat.
import importX, { createNodeResolver } from 'eslint-plugin-import-x'
import vue from 'eslint-plugin-vue'
import a11y from 'eslint-plugin-vuejs-accessibility'
import tseslint from 'typescript-eslint'

const noUpwardImport = (target: string, from: readonly string[], message: string) => ({
  target: `./${target}`,
  from: from.map((folder) => `./${folder}`),
  message,
})

export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', 'test/results/'] },
  ...tseslint.configs.strict,
  ...tseslint.configs.stylistic,
  ...vue.configs['flat/recommended'],
  ...a11y.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
  },
  {
    plugins: { 'import-x': importX },
    // Named here: the resolver the plugin looks for by itself is called `node`, as is the package that brings Node.
    settings: {
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.vue', '.js', '.json'] })],
      'import-x/extensions': ['.ts'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
    },
    rules: {
      'import-x/no-cycle': 'error',
      'import-x/no-restricted-paths': [
        'error',
        {
          zones: [
            noUpwardImport('domain', ['electron', 'renderer', 'build', 'test'], 'domain imports only itself'),
            noUpwardImport('electron', ['renderer', 'test'], 'the two halves meet only in domain/contract.ts'),
            noUpwardImport('renderer', ['electron', 'build', 'test'], 'the two halves meet only in domain/contract.ts'),
          ],
        },
      ],
      'no-restricted-syntax': ['error', { selector: 'TSEnumDeclaration', message: 'use a union of literals' }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'vuejs-accessibility/no-redundant-roles': ['error', { ul: ['list'], ol: ['list'] }],
      // The formatter's business, not the linter's.
      'vue/max-attributes-per-line': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/multi-word-component-names': 'off',
      // The compiler knows that a switch over a union is complete; this rule does not.
      'vue/return-in-computed-property': 'off',
      'vue/no-v-html': 'error',
      // The content security policy refuses inline styles (and Vite would drop some of them silently).
      'vue/no-restricted-static-attribute': [
        'error',
        { key: 'style', message: 'use a class; the CSP refuses inline styles' },
      ],
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }],
    },
  },
  {
    files: ['domain/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        'process',
        'Buffer',
        'window',
        'document',
        'fetch',
        'crypto',
        'setTimeout',
        'performance',
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'the clock is passed in' },
        { object: 'Math', property: 'random', message: 'randomness is passed in' },
      ],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['node:*', 'vue', 'dexie', 'electron'], message: 'domain imports zod, canonicalize and itself' },
          ],
        },
      ],
    },
  },
)
