import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { askCaddy, askPath, caddyfileProblems } from './infra/caddyfile.ts';
import { composeRules, composeShape, serviceEnvironment } from './infra/compose.ts';
import { dockerfileProblems } from './infra/dockerfile.ts';

export type InfraReport = { problems: string[]; notes: string[] };

/**
 * Checks Dockerfile, compose file and Caddyfile under `root`/infra against each other, the settings and the
 * server's routes. A Caddy on `searchPath` judges the Caddyfile too; a note says whether it did.
 */
export async function checkInfra(root: string, searchPath?: string): Promise<InfraReport> {
	const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
	const compose = read('infra/compose.yaml');
	const caddyfile = read('infra/Caddyfile');
	const dockerfile = read('infra/Dockerfile');
	const given = serviceEnvironment(compose, 'caddy');
	const caddy = await askCaddy(path.join(root, 'infra/Caddyfile'), given, searchPath);
	const problems = [
		...composeShape(path.join(root, 'infra/compose.yaml')),
		...composeRules(compose, documentedNames(read('infra/env.example'))),
		...dockerfileProblems(dockerfile, pnpmVersion(read('package.json'))),
		...caddyfileProblems(caddyfile, given),
		...serverPromises(root, [compose, dockerfile], [askPath(caddyfile), '/livez']),
	];
	if (caddy && !caddy.ok) problems.push(`caddy validate:\n${caddy.output}`);
	const note = caddy
		? 'Caddyfile judged by caddy itself'
		: 'no caddy here: Caddyfile judged by our rules only';
	return { problems, notes: [note] };
}

function documentedNames(example: string): Set<string> {
	return new Set([...example.matchAll(/^([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name ?? ''));
}

function pnpmVersion(manifest: string): string {
	const parsed: { config?: { pnpm?: string } } = JSON.parse(manifest);
	return parsed.config?.pnpm ?? '';
}

/** Entry files the containers start and routes the proxies ask must exist in the server's source. */
function serverPromises(root: string, starters: readonly string[], routes: readonly string[]) {
	const files = globSync('apps/server/src/**/*.ts', { cwd: root });
	if (files.length === 0) return [];
	const source = files.map((file) => readFileSync(path.join(root, file), 'utf8')).join('\n');
	const started = starters.flatMap((text) => text.match(/apps\/server\/src\/[\w-]+\.ts/g) ?? []);
	return [
		...[...new Set(started)]
			.filter((file) => !existsSync(path.join(root, file)))
			.map((file) => `a container starts ${file}, which does not exist`),
		...routes
			.filter((route) => !["'", '"', '`'].some((quote) => source.includes(`${quote}${route}`)))
			.map((route) => `the server has no route ${route}`),
	];
}

if (import.meta.main) {
	const { problems, notes } = await checkInfra(path.join(import.meta.dirname, '..'));
	for (const note of notes) console.log(`infra: ${note}`);
	for (const problem of problems) console.error(problem);
	process.exitCode = problems.length > 0 ? 1 : 0;
}
