import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import {
	ended,
	notes,
	openFolder,
	otherProgram,
	serversOn,
	started,
	writeNote,
} from './embedded-fixture.ts';
import { ownerFor } from './embedded-owner.ts';
import { isPostmaster } from './embedded-postmaster.ts';
import { startEmbedded } from './embedded.ts';

const folder = openFolder();
const dataDir = join(folder, 'data');
const cluster = join(dataDir, 'postgres');
const lines: string[] = [];
const log = (line: string): void => void lines.push(line);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('after kill -9 of the program the next start keeps the data and leaves one server', async () => {
	const program = otherProgram({ dataDir });
	const orphan = await started(program);
	await writeNote(orphan.url, 'before the kill');
	await ended(program, 'SIGKILL');
	expect(isPostmaster(orphan.pid, cluster)).toBe(true);

	const embedded = await startEmbedded({ dataDir, log });
	expect(isPostmaster(orphan.pid, cluster)).toBe(false);
	// A process that the server forked a moment ago still goes by the server's name.
	await expect.poll(() => serversOn(dataDir)).toBe(1);
	expect(lines).toContainEqual(expect.stringContaining(`(process ${orphan.pid})`));
	expect(await notes(embedded.url())).toEqual(['before the kill']);
	await embedded.stop();
	expect(serversOn(dataDir)).toBe(0);
}, 20_000);

test('after kill -9 of the server itself the program is told and the next start recovers', async () => {
	const embedded = await startEmbedded({ dataDir, log });
	await writeNote(embedded.url(), 'before the crash');
	process.kill(embedded.pid, 'SIGKILL');
	await expect.poll(() => lines).toContain('PostgreSQL ended with SIGKILL unexpectedly');
	await embedded.stop();
	const again = await startEmbedded({ dataDir, log });
	expect(await notes(again.url())).toEqual(['before the kill', 'before the crash']);
	await again.stop();
});

test('a pid file that names a stranger stops neither the start nor the stranger', async () => {
	const stranger = spawn('sleep', ['60'], ownerFor(cluster));
	writeFileSync(
		join(cluster, 'postmaster.pid'),
		`${stranger.pid}\n${cluster}\n1700000000\n5432\n\n127.0.0.1\n\nready\n`,
	);
	const embedded = await startEmbedded({ dataDir, log });
	expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
	await embedded.stop();
	await ended(stranger, 'SIGTERM');
});

test('a set-up that was killed half way is started over', async () => {
	const halfWay = join(folder, 'half-way');
	const entries = (): string[] => (existsSync(halfWay) ? readdirSync(halfWay) : []);
	const program = otherProgram({ dataDir: halfWay, durable: false });
	const draft = () => entries().find((name) => /initdb-\w+$/.test(name));
	await expect.poll(draft, { interval: 5, timeout: 10_000 }).toBeTruthy();
	await sleep(200);
	await ended(program, 'SIGKILL');
	expect(entries()).not.toContain('postgres');

	mkdirSync(join(halfWay, 'postgres.initdb-older', 'base'), { recursive: true });
	mkdirSync(join(halfWay, 'postgres'));
	writeFileSync(join(halfWay, 'postgres', 'half'), 'of a restore');
	const embedded = await startEmbedded({ dataDir: halfWay, log, durable: false });
	await writeNote(embedded.url(), 'second try');
	expect(await notes(embedded.url())).toEqual(['second try']);
	await embedded.stop();
	expect(entries()).not.toContain('postgres.initdb-older');
	// What was in the way was not ours: it is moved aside, never deleted.
	const aside = entries().find((name) => name.startsWith('postgres.incomplete-')) ?? '';
	expect(readFileSync(join(halfWay, aside, 'half'), 'utf8')).toBe('of a restore');
}, 20_000);
