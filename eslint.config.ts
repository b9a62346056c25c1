// The arrows of the house, and the rules no reviewer should have to repeat.
import { builtinModules } from 'node:module'
import importX, { createNodeResolver } from 'eslint-plugin-import-x'
import vue from 'eslint-plugin-vue'
import a11y from 'eslint-plugin-vuejs-accessibility'
import tseslint from 'typescript-eslint'

const noEnum = { selector: 'TSEnumDeclaration', message: 'use a union of literals' }

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
            noUpwardImport('electron', ['renderer', 'build', 'test'], 'the two halves meet only in domain/contract.ts'),
            noUpwardImport('renderer', ['electron', 'build', 'test'], 'the two halves meet only in domain/contract.ts'),
            noUpwardImport('renderer/paper', ['renderer/places'], 'places print papers; a paper knows no place'),
            noUpwardImport('renderer/stores', ['renderer/places', 'renderer/paper'], 'stores know no screen'),
            noUpwardImport('renderer/storage', ['renderer/places', 'renderer/paper'], 'storage knows no screen'),
          ],
        },
      ],
      'no-restricted-syntax': ['error', noEnum],
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
        'setInterval',
        'performance',
        'globalThis',
      ],
      'no-restricted-syntax': [
        'error',
        noEnum,
        { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'the clock is passed in' },
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
            { regex: '^(?!(zod|canonicalize)$|\\.{1,2}/)', message: 'domain imports zod, canonicalize and itself' },
          ],
        },
      ],
    },
  },
  {
    files: ['electron/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: '^(vue|vue-.*|pinia|dexie|reka-ui|@lucide/vue)$', message: 'what people see is the renderer’s' },
          ],
        },
      ],
    },
  },
  {
    // Types of packages bring Node's with them into the renderer's project: the compiler alone would let these pass.
    files: ['renderer/**/*.{ts,vue}'],
    rules: {
      'no-restricted-globals': ['error', 'process', 'Buffer', 'require', '__dirname', '__filename'],
      'no-restricted-imports': [
        'error',
        {
          paths: [...builtinModules, 'electron'].map((name) => ({ name, message: 'the renderer knows no Node' })),
          patterns: [{ regex: '^node:', message: 'the renderer knows no Node' }],
        },
      ],
    },
  },
)
