import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { archivedCommunity, writeArchive } from '@kith/domains/archives';
import type { Installation } from '../services.ts';
import { Refusal, type Command } from './command.ts';
import { withInstallation } from './database.ts';
import { findBySlug } from './find-community.ts';

/** Writes one community into a file, as it stood at one moment. */
export const exportCommunity: Command = {
	usage: 'communities export <slug> --out file.tar.gz',
	summary: 'Writes a community, with its files, into one archive that can be imported again.',
	details: [
		'The same archive that owners get in the studio: a manifest, rows as lines of JSON, files, and the sum of each.',
		'One snapshot; the community goes on working. Sessions, codes, passwords, passkeys, second factors, invitations and',
		'the secrets of single sign-on are left out. It holds personal data: only its owner may read the file.',
	],
	options: { out: { type: 'string' } },
	takes: { least: 1, most: 1 },
	run: (call) =>
		withInstallation(call, async (installation) => {
			const out = call.text('out');
			if (!out) throw new Refusal('Say where to: --out file.tar.gz');
			const community = await findBySlug(installation.owner, call.positionals[0] ?? '');
			const { rows, files } = await writeExport(installation, community.id, out);
			const all = Object.values(rows).reduce((sum, count) => sum + count, 0);
			call.say(`${community.name}: ${all} rows and ${files} files in ${out}`);
		}),
};

async function writeExport({ services }: Installation, communityId: string, out: string) {
	const file = createWriteStream(out, { flags: 'wx', mode: 0o600 });
	await new Promise<void>((resolve, reject) => {
		file.once('open', () => resolve());
		file.once('error', (error: NodeJS.ErrnoException) =>
			reject(error.code === 'EEXIST' ? new Refusal(`${out} is there already.`) : error),
		);
	});
	try {
		return await services.asOwner(async (client) => {
			const community = await archivedCommunity(services, communityId);
			const { body, done } = writeArchive({
				...{ client, blobs: services.blobs, community, at: services.clock.now() },
			});
			await pipeline(Readable.fromWeb(body as WebStream), file);
			return done;
		});
	} catch (error) {
		await rm(out, { force: true });
		throw error;
	}
}
