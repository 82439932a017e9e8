import { defineConfig, globalIgnores } from 'eslint/config';
import next from 'eslint-config-next/core-web-vitals';
import nextTypescript from 'eslint-config-next/typescript';

/**
 * Who may import whom (docs/decisions/0001): layer -> the layers of ours it may reach.
 * A layer may always import itself. `contract` and `ports` are files inside the use-case folders.
 */
const MAY_IMPORT = {
  'lib/journey': [],
  'lib/wire': [],
  'lib/platform': [],
  'lib/rules': ['journey'],
  'lib/templates': ['journey', 'rules'],
  'lib/probe': ['rules', 'wire', 'platform'],
  'lib/onboarding': ['journey', 'rules', 'templates', 'probe', 'platform', 'ports'],
  'lib/review': ['journey', 'rules', 'templates', 'probe', 'platform', 'ports', 'onboarding'],
  'lib/program': ['journey', 'rules', 'templates', 'probe', 'platform', 'ports', 'onboarding'],
  'lib/notifications': ['rules', 'platform', 'ports'],
  'lib/gateways': ['wire', 'platform', 'ports'],
  'lib/repositories': ['platform', 'ports', 'journey', 'rules'],
  'lib/operations': ['platform', 'ports'],
  'lib/worker': ['services', 'operations', 'platform'],
  'lib/session': ['problem-codes', 'contract'],
  'lib/queries': ['session', 'journey', 'rules', 'contract', 'problem-codes'],
  components: ['queries', 'session', 'journey', 'rules', 'contract', 'problem-codes'],
  app: ['components', 'queries', 'session', 'journey', 'services', 'platform', 'contract'],
  emulator: ['wire', 'templates'],
};
const LIB_LAYERS = [
  'journey',
  'wire',
  'platform',
  'rules',
  'templates',
  'probe',
  'onboarding',
  'review',
  'program',
  'notifications',
  'gateways',
  'repositories',
  'operations',
  'worker',
  'session',
  'queries',
];

function zonesOf([layer, allowed]) {
  const own = layer.replace('lib/', '');
  const shut = LIB_LAYERS.filter((name) => name !== own && !allowed.includes(name));
  const except = [];
  if (allowed.includes('contract')) except.push('**/contract.ts');
  if (allowed.includes('ports')) except.push('**/ports.ts', '**/contract.ts');
  if (allowed.includes('problem-codes')) except.push('**/platform/problem-codes.ts');
  if (allowed.includes('fixtures')) except.push('**/*.fixture.ts');
  const shutFolders = shut.map((name) => `./lib/${name}/**/*`);
  if (!allowed.includes('services') && layer !== 'services') shutFolders.push('./lib/services/**/*');
  for (const top of ['app', 'components', 'emulator', 'scripts', 'e2e']) {
    if (top !== layer && !allowed.includes(top)) shutFolders.push(`./${top}/**/*`);
  }
  return shutFolders.map((from) => ({ target: `./${layer}/**/*`, from, except }));
}

export default defineConfig([
  ...next,
  ...nextTypescript,
  globalIgnores(['.next/**', '.data/**', 'lib/repositories/generated/**', 'next-env.d.ts']),
  {
    settings: { 'import/resolver': { typescript: { project: './tsconfig.json' } } },
    rules: {
      'import/no-restricted-paths': ['error', { zones: Object.entries(MAY_IMPORT).flatMap(zonesOf) }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 10],
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['**/repositories/generated/**'], message: 'Only lib/repositories talks to Prisma.' }] },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Read configuration through lib/platform/config.ts.' },
      ],
    },
  },
  {
    // Routes are tested over the local cloud and a real database.
    files: ['app/**/*.test.ts', 'app/**/*.fixture.ts'],
    rules: {
      'import/no-restricted-paths': [
        'error',
        { zones: zonesOf(['app', [...MAY_IMPORT.app, 'emulator', 'repositories', 'rules', 'fixtures']]) },
      ],
      'no-restricted-properties': 'off',
    },
  },
  { files: ['lib/repositories/**', 'prisma/**'], rules: { 'no-restricted-imports': 'off' } },
  {
    files: ['lib/repositories/*.ts'],
    ignores: ['lib/repositories/in-transaction.ts', '**/*.test.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.property.name='$transaction'][arguments.0.type='ArrowFunctionExpression']",
          message: 'Use inTransaction: whoever waits for a lock must not run out of patience.',
        },
      ],
    },
  },
  {
    // Gateways are tested against the emulator over real ports; no other code of the portal knows that it exists.
    files: ['lib/gateways/**/*.test.ts', 'lib/gateways/**/*.fixture.ts'],
    rules: {
      'import/no-restricted-paths': [
        'error',
        { zones: zonesOf(['lib/gateways', [...MAY_IMPORT['lib/gateways'], 'emulator']]) },
      ],
    },
  },
  {
    // The probe is tested against the emulator's sample application, through the guarded client.
    files: ['lib/probe/**/*.test.ts', 'lib/probe/**/*.fixture.ts'],
    rules: {
      'import/no-restricted-paths': [
        'error',
        { zones: zonesOf(['lib/probe', [...MAY_IMPORT['lib/probe'], 'gateways', 'emulator']]) },
      ],
    },
  },
  {
    files: [
      'lib/platform/config.ts',
      'instrumentation.ts',
      'scripts/**',
      'emulator/main.ts',
      'e2e/**',
      '*.config.*',
      '**/*.test.ts',
    ],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: [
      'lib/{onboarding,review,program,notifications,gateways,repositories,rules,templates,probe,journey,wire}/**',
    ],
    ignores: ['lib/repositories/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['next', 'next/*'], message: 'Use cases and gateways do not know Next.' },
            { group: ['**/repositories/generated/**'], message: 'Only lib/repositories talks to Prisma.' },
          ],
        },
      ],
    },
  },
  // Conditions in JSX are layout, each on its own line; the limit counts them like branches of logic.
  { files: ['components/**/*.tsx'], rules: { complexity: ['error', 16] } },
  { files: ['e2e/**', 'emulator/**'], rules: { 'react-hooks/rules-of-hooks': 'off' } },
  // Tools want their configuration as a default export; a name would add nothing.
  { files: ['*.config.{js,mjs,ts}'], rules: { 'import/no-anonymous-default-export': 'off' } },
]);
