import a11y from 'eslint-plugin-jsx-a11y';
import hooks from 'eslint-plugin-react-hooks';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  { ignores: ['dist', 'node_modules', 'src/api/schema.ts'] },
  tseslint.configs.strict,
  a11y.flatConfigs.recommended,
  hooks.configs.flat.recommended,
  {
    rules: {
      'max-lines': ['error', 400],
      'no-console': 'error',
      eqeqeq: 'error',
      // Features hold no sockets: the one connection lives in src/live.
      'no-restricted-imports': ['error', { paths: [{ name: '@microsoft/signalr', message: 'Use src/live.' }] }],
    },
  },
  { files: ['src/live/**'], rules: { 'no-restricted-imports': 'off' } },
  { files: ['dev/**', 'scripts/**'], rules: { 'no-console': 'off' } },
);
