import { DCLinter } from 'dclint';
import { unknownSettings } from './settings.ts';

/** One `key: value` of a mapping, with the keys above it; sequences are left out. */
export type Entry = { path: string[]; value: string };

/**
 * The mappings of a block-style YAML text, by indentation. Enough to read names from our own compose file,
 * whose schema dclint checks with a real parser.
 */
export function entries(text: string): Entry[] {
	const open: { indent: number; key: string }[] = [];
	return text.split('\n').flatMap((line) => {
		const [, space = '', key, value = ''] = /^( *)([\w<][\w<.-]*):(?: +(.*))?$/.exec(line) ?? [];
		if (!key) return [];
		while ((open.at(-1)?.indent ?? -1) >= space.length) open.pop();
		open.push({ indent: space.length, key });
		return [{ path: open.map((level) => level.key), value }];
	});
}

/** What is wrong with the compose file's shape, after its schema and dclint's safety rules. */
export function composeShape(file: string): string[] {
	const linter = new DCLinter({
		quiet: true,
		debug: false,
		exclude: [],
		rules: {
			'service-keys-order': 0,
			'services-alphabetical-order': 0,
			'service-dependencies-alphabetical-order': 0,
			'top-level-properties-order': 0,
			// It cannot see through `<<`; `fixedImages` looks after our own image.
			'service-image-require-explicit-tag': 1,
			'no-unbound-port-interfaces': 2,
			'no-duplicate-exported-ports': 2,
		},
	});
	return linter
		.lintFiles([file], false)
		.flatMap((result) => result.messages)
		.filter((message) => message.type === 'error')
		.map((message) => `${file}:${message.line}: ${message.message}`);
}

/** What our own rules have against the compose file. `documented` are the names infra/env.example explains. */
export function composeRules(text: string, documented: ReadonlySet<string>): string[] {
	const all = entries(text);
	return [...settings(all), ...interpolations(text, documented), ...services(all)];
}

/** Names the compose file hands to the service `name`. */
export function serviceEnvironment(text: string, name: string): Set<string> {
	const own = entries(text).filter(({ path }) => isUnder(path, ['services', name, 'environment']));
	return new Set(own.map(({ path }) => path[3] ?? ''));
}

function settings(all: readonly Entry[]): string[] {
	const ours = ourServices(all).map((name) => ['services', name, 'environment']);
	const handed = all.filter(({ path }) =>
		[['x-kith', 'environment'], ...ours].some((above) => isUnder(path, above)),
	);
	return unknownSettings(handed.map(({ path }) => path.at(-1) ?? '')).map(
		(name) => `compose: ${name} is no setting of Kith`,
	);
}

function interpolations(text: string, documented: ReadonlySet<string>): string[] {
	const used = new Set([...text.matchAll(/\$\{([A-Z0-9_]+)/g)].map(([, name]) => name ?? ''));
	return [...used]
		.filter((name) => !documented.has(name))
		.map((name) => `compose: ${name} is not explained in infra/env.example`);
}

function services(all: readonly Entry[]): string[] {
	const names = all.filter(({ path }) => path.length === 2 && path[0] === 'services');
	return names.flatMap(({ path: [, name = ''] }) => {
		const keys = new Set(
			all.flatMap(({ path }) =>
				path.length === 3 && isUnder(path, ['services', name]) ? path.slice(2) : [],
			),
		);
		const shared = keys.has('<<');
		return [
			name !== 'caddy' && keys.has('ports') && `compose: ${name} publishes a port; only caddy may`,
			!keys.has('deploy') && `compose: ${name} has no resource limits`,
			!keys.has('restart') && !shared && `compose: ${name} has no restart policy`,
			!keys.has('healthcheck') && !shared && `compose: ${name} has no health check`,
		].filter((problem) => problem !== false);
	});
}

function ourServices(all: readonly Entry[]): string[] {
	return all
		.filter(({ path, value }) => path[0] === 'services' && path[2] === '<<' && value === '*kith')
		.map(({ path }) => path[1] ?? '');
}

function isUnder(path: readonly string[], above: readonly string[]) {
	return path.length > above.length && above.every((key, index) => path[index] === key);
}
