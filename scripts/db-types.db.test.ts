import { readFile } from 'node:fs/promises';
import { expect, inject, test } from 'vitest';
import { checksumsKept, checksumsNow, generateFromMigrations } from './db-types.ts';

test('what is made from the migrations is up to date', async () => {
	const made = await generateFromMigrations(inject('postgresUrl'));
	expect(made.size).toBe(5);
	for (const [path, text] of made) {
		const kept = await readFile(new URL(`../${path}`, import.meta.url), 'utf8').catch(() => '');
		expect(kept, `${path} is old: npm run db:types`).toBe(text);
	}
}, 60_000);

test('no migration that was written down has changed, gone, or lost its place', async () => {
	const now = checksumsNow();
	for (const [step, checksum] of Object.entries(await checksumsKept()))
		expect(now[step], `${step} is append-only: write a new step instead`).toBe(checksum);
});
