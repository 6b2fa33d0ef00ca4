import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { checkInfra } from './check-infra.ts';
import { askCaddy } from './infra/caddyfile.ts';

const home = path.join(import.meta.dirname, '..');
const scratch = mkdtempSync(path.join(tmpdir(), 'kith-infra-test-'));
const nothingInstalled = path.join(scratch, 'empty');

beforeEach(() => {
	cpSync(path.join(home, 'infra'), path.join(scratch, 'infra'), { recursive: true });
	cpSync(path.join(home, 'package.json'), path.join(scratch, 'package.json'));
	const server = path.join(scratch, 'apps/server/src');
	mkdirSync(server, { recursive: true });
	writeFileSync(path.join(server, 'main.ts'), `serve('/livez'); serve('/internal/tls-check');`);
	writeFileSync(path.join(server, 'ops.ts'), '');
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function edit(file: string, from: string | RegExp, to: string) {
	const name = path.join(scratch, file);
	const before = readFileSync(name, 'utf8');
	const after = before.replace(from, to);
	expect(after, `nothing to replace in ${file}`).not.toBe(before);
	writeFileSync(name, after);
}

async function problems() {
	return (await checkInfra(scratch, nothingInstalled)).problems.join('\n');
}

test('our own files pass, and the report says that no caddy took part', async () => {
	expect(await checkInfra(scratch, nothingInstalled)).toEqual({
		problems: [],
		notes: ['no caddy here: Caddyfile judged by our rules only'],
	});
});

const compose = 'infra/compose.yaml';
const dockerfile = 'infra/Dockerfile';
const caddyfile = 'infra/Caddyfile';
const faults: [string, string, string | RegExp, string, string][] = [
	[
		'a misspelt compose key',
		compose,
		'shm_size: 256m',
		'shm_sizes: 256m',
		'must NOT have additional properties',
	],
	[
		'a setting nobody reads',
		compose,
		'TRUST_PROXY:',
		'TRUST_PROXYS:',
		'TRUST_PROXYS is no setting',
	],
	[
		'an unexplained variable',
		compose,
		'${LOG_LEVEL:-info}',
		'${LOUDNESS:-1}',
		'LOUDNESS is not explained',
	],
	[
		'a published database',
		compose,
		'    shm_size',
		"    ports: ['127.0.0.1:5432:5432']\n    shm_size",
		'database publishes a port',
	],
	['a port on all addresses by default', compose, "'0.0.0.0:80:80/tcp'", "'80:80/tcp'", '80:80'],
	['no limits', compose, /    deploy:\n      resources:\n.*\n/, '', 'no resource limits'],
	['a container file that is gone', compose, 'src/ops.ts', 'src/opps.ts', 'does not exist'],
	['an image that runs as root', dockerfile, 'USER node', 'USER root', 'runs as root'],
	['no health check', dockerfile, /HEALTHCHECK[^]*?\n\t.*\n/, '', 'no HEALTHCHECK'],
	['an unpinned base', dockerfile, 'node:24-bookworm-slim', 'node:lts', 'names no major version'],
	['an unknown instruction', dockerfile, 'EXPOSE 3000', 'EXPOSED 3000', 'EXPOSED'],
	['another pnpm', dockerfile, /PNPM_VERSION=\S+/, 'PNPM_VERSION=9.0.0', 'PNPM_VERSION must be'],
	[
		'a misspelt image setting',
		dockerfile,
		'DATA_DIR=',
		'DATA_DIRECTORY=',
		'DATA_DIRECTORY is no setting',
	],
	['an open block', caddyfile, /\}\n$/, '\n', 'never closed'],
	['a route the server lacks', caddyfile, 'tls-check', 'tls-chek', 'no route /internal/tls-chek'],
	['a wrong port', caddyfile, 'reverse_proxy server:3000', 'reverse_proxy server:8080', 'not 8080'],
	['open internal paths', caddyfile, 'respond @inward 404', '', 'must answer 404'],
	[
		'a trusted visitor header',
		caddyfile,
		'X-Forwarded-For {remote_host}',
		'X-Real {remote_host}',
		'must be overwritten',
	],
	['buffered live events', caddyfile, 'flush_interval -1', '', 'must not be buffered'],
	[
		'a name compose does not set',
		caddyfile,
		'{$ACME_EMAIL}',
		'{$ACME_MAIL}',
		'does not set ACME_MAIL',
	],
	['an unknown snippet', caddyfile, 'import forwarded', 'import forward', 'no snippet (forward)'],
];

test.each(faults)('%s is found', async (_, file, from, to, message) => {
	edit(file, from, to);
	expect(await problems()).toContain(message);
});

test('a caddy on the path has the last word', async () => {
	const bin = path.join(scratch, 'bin');
	mkdirSync(bin, { recursive: true });
	writeFileSync(path.join(bin, 'caddy'), '#!/bin/sh\necho "unrecognized directive"; exit 1\n', {
		mode: 0o755,
	});
	const verdict = await askCaddy(path.join(scratch, caddyfile), new Set(), bin);
	expect(verdict).toEqual({ ok: false, output: 'unrecognized directive' });
	expect((await checkInfra(scratch, bin)).problems).toEqual([
		'caddy validate:\nunrecognized directive',
	]);
});
