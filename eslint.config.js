// ESLint owns .svelte and .svelte.ts; oxlint owns every other .ts file. See docs/decisions/0009.
import { defineConfig } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import house from './scripts/lint/house.mjs';
import direction from './scripts/lint/svelte-direction.mjs';
import strings from './scripts/lint/svelte-strings.mjs';

const serverOnly = {
	regex: '^(@kith/(db|integrations|testing|domains$|domains/[^/]+$)|kysely|pg|node:)',
	allowTypeImports: true,
	message: 'A component may import @kith/domains/<domain>/schema or /policy, never server code.',
};
const iconBarrel = {
	name: '@lucide/svelte',
	message: 'The barrel loads 1,700 icons: import @lucide/svelte/icons/<name>.',
};

export default defineConfig(
	{ ignores: ['**/.svelte-kit', '**/.svelte-check', '**/build', '**/paraglide', '**/generated'] },
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		extends: [ts.configs.recommended, svelte.configs.recommended],
		plugins: { direction, house },
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		languageOptions: { globals: globals.browser, parserOptions: { parser: ts.parser } },
		rules: {
			'max-lines': ['error', { max: 300 }],
			'no-console': 'error',
			'direction/no-physical-sides': 'error',
			'house/banned-file-names': 'error',
			'house/no-ambient': 'error',
			'svelte/no-at-html-tags': 'error',
			'svelte/require-each-key': 'error',
			'svelte/button-has-type': 'error',
			// Paths are made with `resolve()` only where a base path exists; both apps live at the root of their host.
			'svelte/no-navigation-without-resolve': 'off',
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-non-null-assertion': 'error',
			'@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
			'@typescript-eslint/no-restricted-imports': [
				'error',
				{ paths: [iconBarrel], patterns: [serverOnly] },
			],
		},
	},
	{
		files: ['apps/*/src/**/*.svelte'],
		plugins: { strings },
		rules: { 'strings/no-literal-text': 'error' },
	},
	{
		// The policy of a community's pages lets no style attribute through: what one says is not there until scripts run.
		files: ['apps/community/src/**/*.svelte', 'packages/ui/src/**/*.svelte'],
		rules: { 'svelte/no-inline-styles': 'error' },
	},
);
