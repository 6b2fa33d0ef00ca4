import { defineConfig } from 'oxlint';

const KYSELY = {
	group: ['kysely', 'kysely/*'],
	allowTypeImports: true,
	message: 'Only *.queries.ts builds SQL; take what you need from the queries file.',
};
const ICON_BARREL = {
	name: '@lucide/svelte',
	message: 'The barrel loads 1,700 icons: import @lucide/svelte/icons/<name>.',
};

const TESTS = ['**/*.test.ts', 'packages/testing/**', 'e2e/**', 'bench/**'];
const CONFIGS = ['*.config.ts', 'apps/*/*.config.ts', 'e2e/*.config.ts', '**/global-setup.ts'];

export default defineConfig({
	plugins: ['typescript', 'import', 'unicorn', 'oxc', 'promise'],
	jsPlugins: ['./scripts/lint/house.mjs'],
	options: { typeAware: true, reportUnusedDisableDirectives: 'error' },
	categories: { correctness: 'error' },
	rules: {
		'eslint/max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
		'eslint/no-console': 'error',
		'eslint/no-restricted-imports': ['error', { paths: [ICON_BARREL], patterns: [KYSELY] }],
		'import/no-default-export': 'error',
		// The compiled messages re-export themselves in a way the rule cannot follow; the type checker can.
		'import/namespace': 'off',
		'typescript/consistent-type-imports': 'error',
		'typescript/no-explicit-any': 'error',
		'typescript/no-floating-promises': 'error',
		'typescript/no-misused-promises': 'error',
		'typescript/no-non-null-assertion': 'error',
		'typescript/ban-ts-comment': 'error',
		// Copying a set before walking it is how a listener may leave while it is told.
		'unicorn/no-useless-spread': 'off',
		'unicorn/filename-case': ['error', { case: 'kebabCase' }],
		'house/banned-file-names': 'error',
		'house/no-ambient': 'error',
		'house/no-raw-sql': 'error',
		'house/routes-tell-their-origin': 'error',
		'house/verbs-authorize': 'error',
	},
	overrides: [
		{
			files: [
				'**/*.queries.ts',
				'packages/db/**',
				'packages/domains/src/permissions/**',
				'scripts/**',
				...TESTS,
			],
			rules: { 'eslint/no-restricted-imports': ['error', { paths: [ICON_BARREL] }] },
		},
		{
			files: ['packages/db/**', '**/*.test.ts', 'bench/**'],
			rules: { 'house/no-raw-sql': 'off' },
		},
		{
			// Named as the component they test.
			files: ['**/*.svelte.test.ts'],
			rules: { 'unicorn/filename-case': 'off' },
		},
		{
			// `expect(object.method)` looks at a method without calling it.
			files: ['**/*.test.ts'],
			rules: { 'typescript/unbound-method': 'off' },
		},
		{
			files: ['packages/kernel/**', 'scripts/**', ...TESTS, ...CONFIGS],
			rules: { 'house/no-ambient': 'off' },
		},
		{
			files: ['apps/server/src/{main,start,ops,apps}.ts'],
			rules: { 'house/no-ambient': ['error', { allow: ['process.env'] }] },
		},
		{
			files: ['scripts/**', 'bench/**', 'apps/server/src/{start,ops}.ts', '**/*.test.ts'],
			rules: { 'eslint/no-console': 'off' },
		},
		{
			files: [...CONFIGS, '*.mjs', '*.js', 'scripts/lint/*.mjs'],
			rules: { 'import/no-default-export': 'off' },
		},
	],
	ignorePatterns: [
		'**/*.svelte',
		'**/*.svelte.ts',
		'**/.svelte-kit/**',
		'**/.svelte-check/**',
		'**/build/**',
		'**/generated/**',
		'**/paraglide/**',
	],
});
