import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { findBinaries } from './embedded-binaries.ts';
import { ended, notes, openFolder, otherProgram, started, writeNote } from './embedded-fixture.ts';
import { nobody, refugeFor } from './embedded-owner.ts';
import { startEmbedded } from './embedded.ts';

const asRoot = process.getuid?.() === 0;
const somebody = asRoot ? nobody() : {};
const folder = openFolder();
const lines: string[] = [];
const log = (line: string): void => void lines.push(line);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A folder of `somebody` in which they may do as they like. */
function ownFolder(name: string): string {
	const own = join(folder, name);
	mkdirSync(own);
	if (somebody.uid !== undefined && somebody.gid !== undefined)
		chownSync(own, somebody.uid, somebody.gid);
	return own;
}

test('an ordinary login runs the database as itself', async () => {
	const dataDir = join(ownFolder('own'), 'data');
	const binaries = findBinaries(somebody, log);
	const program = otherProgram({ dataDir, binaries, durable: false }, somebody);
	const { url } = await started(program);
	await writeNote(url, 'mine');
	await ended(program, 'SIGTERM');
	const { uid, mode } = statSync(join(dataDir, 'postgres'));
	expect([uid, mode & 0o777]).toEqual([somebody.uid ?? process.getuid?.(), 0o700]);
	expect(existsSync(join(dataDir, 'kith.lock'))).toBe(false);
});

test('a data directory that cannot be written is refused with what to do', async () => {
	const closed = ownFolder('closed');
	chmodSync(closed, 0o500);
	await expect(started(otherProgram({ dataDir: join(closed, 'data') }, somebody))).rejects.toThrow(
		/closed\/data cannot be used .*set another DATA_DIR/,
	);
});

if (asRoot) {
	test("root's data goes to a public folder while its own is closed, and is never lost sight of", async () => {
		const closed = join(folder, 'private');
		const dataDir = join(closed, 'data');
		mkdirSync(dataDir, { recursive: true });
		chmodSync(closed, 0o700);
		const refuge = refugeFor(dataDir);
		onTestFinished(() => rmSync(refuge, { recursive: true, force: true }));
		const embedded = await startEmbedded({ dataDir, log, durable: false });
		await writeNote(embedded.url(), 'in the refuge');
		await embedded.stop();
		expect(lines).toContainEqual(expect.stringContaining(`so its data lies in ${refuge}`));

		chmodSync(closed, 0o711);
		const again = await startEmbedded({ dataDir, log, durable: false });
		expect(await notes(again.url())).toEqual(['in the refuge']);
		await again.stop();

		cpSync(join(refuge, 'postgres'), join(dataDir, 'postgres'), { recursive: true });
		chmodSync(closed, 0o700);
		await expect(startEmbedded({ dataDir, log })).rejects.toThrow('chmod o+x');
	}, 20_000);

	test('binaries in a closed folder are copied to a public one', async () => {
		const closed = join(folder, 'checkout');
		const binaries = join(closed, 'native');
		cpSync(findBinaries({}, log), binaries, { recursive: true, verbatimSymlinks: true });
		chmodSync(closed, 0o700);
		const refuge = refugeFor(binaries);
		onTestFinished(() => rmSync(refuge, { recursive: true, force: true }));
		const usable = findBinaries(nobody(), log, binaries);
		expect(dirname(usable)).toBe(refuge);
		expect(findBinaries(nobody(), log, binaries)).toBe(usable);
	});
}
