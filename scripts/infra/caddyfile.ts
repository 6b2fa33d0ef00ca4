import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { programOnPath, runProgram } from './programs.ts';
import { defaultPort } from './settings.ts';

/** What our own rules have against a Caddyfile. `given` are the names compose hands to Caddy. */
export function caddyfileProblems(text: string, given: ReadonlySet<string>): string[] {
	return [...balance(text), ...references(text, given), ...upstreams(text), ...guards(text)].map(
		(problem) => `Caddyfile${problem}`,
	);
}

/** The path Caddy asks before it fetches a certificate for an unknown host; empty without one. */
export function askPath(text: string): string {
	return /^\s*ask\s+http:\/\/[^/\s]+(\/\S*)/m.exec(text)?.[1] ?? '';
}

/** Lets a Caddy on `searchPath` judge the file. Nothing where there is no Caddy. */
export async function askCaddy(file: string, names: ReadonlySet<string>, searchPath?: string) {
	const caddy = programOnPath('caddy', searchPath);
	if (!caddy) return undefined;
	const home = mkdtempSync(path.join(tmpdir(), 'kith-caddy-'));
	const settings = Object.fromEntries([...names].map((name) => [name, 'kith.example']));
	try {
		return await runProgram(caddy, ['validate', '--adapter', 'caddyfile', '--config', file], {
			cwd: home,
			env: { HOME: home, ...settings },
			milliseconds: 10_000,
		});
	} finally {
		rmSync(home, { recursive: true, force: true });
	}
}

function lines(text: string) {
	return text.split('\n').map((line) => line.replace(/(^|\s)#.*$/, '').trim());
}

function balance(text: string): string[] {
	let depth = 0;
	for (const [index, line] of lines(text).entries()) {
		if (line === '}') depth -= 1;
		if (line === '{' || line.endsWith(' {')) depth += 1;
		if (depth < 0) return [`:${index + 1}: a block is closed that was never opened`];
	}
	return depth === 0 ? [] : [`: ${depth} block(s) are never closed`];
}

function references(text: string, given: ReadonlySet<string>): string[] {
	const snippets = new Set([...text.matchAll(/^\((\w+)\) \{/gm)].map(([, name]) => name));
	const imports = [...text.matchAll(/^\s*import (\w+)/gm)].map(([, name]) => name);
	const names = [...text.matchAll(/\{\$(\w+)/g)].map(([, name]) => name ?? '');
	return [
		...imports.filter((name) => !snippets.has(name)).map((name) => `: no snippet (${name})`),
		...names.filter((name) => !given.has(name)).map((name) => `: compose does not set ${name}`),
	];
}

function upstreams(text: string): string[] {
	const addresses = [...text.matchAll(/\bserver:(\d+)/g)].map(([, port]) => Number(port));
	if (addresses.length === 0) return [': nothing is passed on to server'];
	return addresses
		.filter((port) => port !== defaultPort)
		.map((port) => `: server listens on ${defaultPort}, not ${port}`);
}

function guards(text: string): string[] {
	const code = lines(text).join('\n');
	const onDemand = /^on_demand$/m.test(code);
	return [
		onDemand && !askPath(text) && ': certificates on demand need an ask address',
		!(
			/^@inward path .*\/internal\/\*.*\/metrics/m.test(code) &&
			code.includes('respond @inward 404')
		) && ': /internal and /metrics must answer 404',
		!code.includes('header_up X-Forwarded-For {remote_host}') &&
			': X-Forwarded-For must be overwritten',
		!code.includes('header_up X-Forwarded-Proto {scheme}') &&
			': X-Forwarded-Proto must be overwritten',
		!code.includes('flush_interval -1') && ': live events must not be buffered',
	].filter((problem) => problem !== false);
}
