import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Adapter } from '@sveltejs/kit';
import { minifySync, type Plugin } from 'vite';
import { withPlainNames } from './plain-names.ts';

/** Stands in the browser's bundle where its language will be; no script that is served still holds it. */
const HOLE = '__KITH_LOCALE__';
const FOLDERS = ['entry', 'nodes', 'chunks'];
/** The function of a compiled message in one language: `const de_greeting = … (i) => { … };`. */
const SPOKEN = /^const (\w+) = (?:\/\*.*?\*\/ )?\(\(?(i?)\) => (\{[\s\S]*?\n\})\)?;$/gm;

/** A language that lacks the message takes the words of another: `const es_greeting = en_greeting;`. */
const BORROWED = /^const (\w+) = (\w+);$/gm;

/**
 * A build step that leaves the language of the browser's messages open, for `withLanguages` to fill in. On the server,
 * and while developing, messages choose when they are called.
 */
export function openLanguage(): Plugin {
	return {
		name: 'kith:open-language',
		apply: 'build',
		applyToEnvironment: ({ name }) => name === 'client',
		transform: {
			filter: { id: /\/paraglide\/(runtime|messages\/(?!_index)[^/]+)\.js$/ },
			handler: (code, id) =>
				id.includes('/messages/') ? openMessage(code, id) : openRuntime(code, id),
		},
	};
}

/** The source of a compiled message with its language left open. Throws when it is not written as expected. */
export function openMessage(code: string, id: string): string {
	const name = /^export const (\w+) =/m.exec(code)?.[1];
	const bodies = new Map<string, string>();
	const spoken = [...code.matchAll(SPOKEN)].map(([, key = '', , body = '']) => {
		const locale = key.slice(0, -`_${name}`.length);
		bodies.set(key, body);
		return key === `${locale}_${name}` ? `\tif (${HOLE} === '${locale}') ${body}\n` : null;
	});
	for (const [, key = '', source = ''] of code.matchAll(BORROWED)) {
		const body = bodies.get(source);
		const locale = key.slice(0, -`_${name}`.length);
		spoken.push(body ? `\tif (${HOLE} === '${locale}') ${body}\n` : null);
	}
	if (!name || spoken.length === 0 || spoken.includes(null))
		throw new Error(`not a message as known here: ${id}`);
	const registry = code.includes('registry.')
		? "import * as registry from '../registry.js';\n"
		: '';
	return `${registry}export const ${name} = (i) => {\n${spoken.join('')}};\n`;
}

/** The source of the messages' runtime with its language left open. Throws when it asks for none. */
export function openRuntime(code: string, id: string): string {
	const open = code.replaceAll(/(?<!const )\bexperimentalStaticLocale\b/g, HOLE);
	if (open === code) throw new Error(`no language is chosen in ${id}`);
	return open;
}

/**
 * `adapter` with the browser's scripts written once per language, each tree with its own texts only, at
 * `_app/immutable/<locale>/…`. The page says which tree it wants (see ../language-page.ts). A script that nearly all the others
 * take something from, `hub` by its path in a tree, has plain names.
 */
export function withLanguages(adapter: Adapter, locales: readonly string[], hub?: RegExp): Adapter {
	return {
		...adapter,
		adapt(builder) {
			const root = join(builder.getClientDirectory(), builder.getAppPath(), 'immutable');
			const open = FOLDERS.flatMap((folder) => scriptsIn(root, folder));
			const first = hub && (open.find(([path]) => hub.test(path))?.[0] ?? String(hub));
			for (const locale of locales) {
				const spoken = new Map(open.map(([path, code]) => [path, inLanguage(code, path, locale)]));
				for (const [path, code] of first ? withPlainNames(spoken, first) : spoken)
					write(join(root, locale, path), code);
			}
			for (const folder of FOLDERS) rmSync(join(root, folder), { recursive: true });
			return adapter.adapt(builder);
		},
	};
}

/** A script of the bundle in one language, as it stands one folder deeper. Throws when it cannot be read. */
export function inLanguage(code: string, name: string, locale: string): string {
	const spoken = code
		.replaceAll(HOLE, JSON.stringify(locale))
		.replaceAll(/(["'`])\.\.\/assets\//g, '$1../../assets/');
	const { code: small, errors } = minifySync(name, spoken, { module: true });
	if (errors.length > 0) throw new Error(`${name}: ${errors[0]?.message}`);
	return small;
}

/** The scripts of a folder below `root` by their path. */
function scriptsIn(root: string, folder: string): [path: string, code: string][] {
	return readdirSync(join(root, folder))
		.filter((file) => file.endsWith('.js'))
		.map((file) => [`${folder}/${file}`, readFileSync(join(root, folder, file), 'utf8')]);
}

function write(path: string, text: string): void {
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, text);
}
