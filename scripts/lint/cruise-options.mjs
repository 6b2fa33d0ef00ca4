/** The options both dependency-cruiser configs share. `typesCount`: whether `import type` is an edge of the graph. */
export const cruiseOptions = (typesCount) => ({
	doNotFollow: { path: 'node_modules' },
	exclude: { path: '(^|/)([.]svelte-(kit|check)|build|generated|paraglide)/' },
	moduleSystems: ['es6'],
	tsPreCompilationDeps: typesCount,
	tsConfig: { fileName: 'tsconfig.json' },
	enhancedResolveOptions: {
		exportsFields: ['exports'],
		conditionNames: ['import', 'svelte', 'node', 'default'],
		extensions: ['.ts', '.svelte', '.js', '.mjs', '.json'],
	},
});
