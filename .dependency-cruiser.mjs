// Which way imports flow; `import type` counts. What the browser can reach at run time: scripts/lint/browser-reach.ts.

// A test, or the world that several of them stand in.
const TEST = '(?:[.]test|-fixture)[.]ts$';
const OURS = '^(apps|packages|tenants|infra|terraform|e2e|bench|scripts)/';
// What every domain builds on, beside the files at the root of the package.
const SHARED = '^packages/domains/src/permissions/';
const DOORS = ['^packages/domains/src/[^/]+/index[.]ts$', '[.](schema|policy)[.]ts$'];
const TYPE_ONLY = ['type-only'];

const packagesOf = (names) => names.map((name) => `^packages/${name}/`);

/** `name` imports, of ours, only itself and `allowed`; its tests take the test kit and the templates too. */
const onlyImports = (name, allowed) => [
	{
		name: `${name}-imports-only-${allowed.join('-') || 'itself'}`,
		severity: 'error',
		from: { path: `^packages/${name}/`, pathNot: TEST },
		to: { path: OURS, pathNot: packagesOf([name, ...allowed]) },
	},
	{
		name: `tests-of-${name}-keep-the-direction`,
		severity: 'error',
		from: { path: `^packages/${name}/.*${TEST}` },
		to: { path: OURS, pathNot: [...packagesOf([name, 'testing', ...allowed]), '^tenants/'] },
	},
];

const closedTo = (folder, pathNot, comment) => ({
	name: `nobody-imports-${folder.replace('/', '-')}`,
	comment,
	severity: 'error',
	from: { pathNot: [`^${folder}/`, ...pathNot] },
	to: { path: `^${folder}/` },
});

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
	forbidden: [
		...onlyImports('kernel', []),
		...onlyImports('db', ['kernel']),
		...onlyImports('integrations', ['kernel']),
		...onlyImports('domains', ['kernel', 'db']),
		...onlyImports('client', ['kernel', 'domains']),
		...onlyImports('testing', ['kernel', 'db', 'integrations', 'domains']),
		{
			name: 'ui-knows-no-domain',
			severity: 'error',
			from: { path: '^packages/ui/' },
			to: { path: OURS, pathNot: '^packages/ui/' },
		},
		{
			name: 'client-takes-types-of-domains',
			severity: 'error',
			from: { path: '^packages/client/', pathNot: TEST },
			to: { path: '^packages/domains/', dependencyTypesNot: TYPE_ONLY },
		},
		{
			name: 'apps-take-schemas-policies-and-types-of-domains',
			comment: 'The apps call the domains through the client; they never bundle them.',
			severity: 'error',
			from: { path: '^apps/(studio|community)/' },
			to: {
				path: '^packages/domains/',
				pathNot: '[.](schema|policy)[.]ts$',
				dependencyTypesNot: TYPE_ONLY,
			},
		},
		{
			name: 'apps-stand-on-four-packages',
			severity: 'error',
			from: { path: '^apps/(studio|community)/', pathNot: TEST },
			to: { path: OURS, pathNot: ['^apps/$1/', '^packages/(kernel|client|ui|domains)/'] },
		},
		{
			name: 'tests-of-apps-keep-the-direction',
			severity: 'error',
			from: { path: `^apps/(studio|community)/.*${TEST}` },
			to: { path: OURS, pathNot: ['^apps/$1/', '^packages/(kernel|client|ui|domains|testing)/'] },
		},
		{
			name: 'domains-meet-at-the-door',
			comment: 'A domain enters another by what its package offers: index, schema and policy.',
			severity: 'error',
			from: { path: '^packages/domains/src/([^/]+)/' },
			to: {
				path: '^packages/domains/src/[^/]+/',
				pathNot: ['^packages/domains/src/$1/', SHARED, ...DOORS],
			},
		},
		{
			name: 'schemas-and-policies-meet-each-other',
			comment: "Browser-safe files import another domain's browser-safe files, never its door.",
			severity: 'error',
			from: { path: '^packages/domains/src/([^/]+)/.*[.](schema|policy)[.]ts$' },
			to: {
				path: '^packages/domains/src/[^/]+/',
				pathNot: ['^packages/domains/src/$1/', SHARED, '[.](schema|policy)[.]ts$'],
			},
		},
		{
			name: 'the-test-kit-is-for-tests',
			severity: 'error',
			from: { pathNot: [TEST, '^packages/testing/', '^(e2e|bench)/'] },
			to: { path: '^packages/testing/' },
		},
		{
			name: 'fixtures-are-for-tests',
			severity: 'error',
			from: { pathNot: [TEST, '^packages/testing/', '^(e2e|bench)/'] },
			to: { path: '-fixture[.]ts$' },
		},
		closedTo('apps/server', [], 'The server is composition: it is started, not imported.'),
		closedTo('apps/studio', [], 'The server loads the built handler.'),
		closedTo('apps/community', [], 'The server loads the built handler.'),
		closedTo('tenants', [TEST], 'Templates are data: code reads them as files.'),
		closedTo('infra', [], 'Deployment files are not a library.'),
		closedTo('terraform', [], 'Deployment files are not a library.'),
		closedTo('e2e', [], 'Journeys are not a library.'),
		{
			name: 'every-import-resolves',
			comment: 'An import that cannot be followed would hide what lies behind it.',
			severity: 'error',
			from: { path: OURS },
			to: { couldNotResolve: true, pathNot: ['^[$]app/', '[$]types', 'paraglide', '/build/'] },
		},
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '(^|/)([.]svelte-(kit|check)|build|generated|paraglide)/' },
		moduleSystems: ['es6'],
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['import', 'svelte', 'node', 'default'],
			extensions: ['.ts', '.svelte', '.js', '.mjs', '.json'],
		},
	},
};
