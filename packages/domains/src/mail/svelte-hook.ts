import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from 'svelte/compiler';

/** Lets Node import `.svelte` files as server components. Import this once, before the first mail is rendered. */
registerHooks({
	load(url, context, nextLoad) {
		if (!url.endsWith('.svelte')) return nextLoad(url, context);
		const filename = fileURLToPath(url);
		const { js } = compile(readFileSync(filename, 'utf8'), {
			...{ filename, name: basename(filename, '.svelte'), generate: 'server' },
			dev: false,
		});
		return { format: 'module', source: js.code, shortCircuit: true };
	},
});
