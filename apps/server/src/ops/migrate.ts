import { fillPool, migrateAll, prepareDatabase, secretOf } from '../prepare.ts';
import type { Call, Command } from './command.ts';
import { withDatabase } from './database.ts';

/** Brings the whole installation to this version of the code. */
export const migrate: Command = {
	usage: 'migrate [--per-second N]',
	summary:
		'Brings the platform, the streams, the job queue and every community to this version; fills the pool.',
	details: [
		'Forward only, and only what is missing: run it again after any interruption.',
		'Exits with 1 while a community is left behind; the others are served all the same.',
		'  --per-second N   communities per second at the most (unset: as fast as it goes)',
	],
	options: { 'per-second': { type: 'string' } },
	run: (call) =>
		withDatabase(call, async (ownerUrl) => {
			const perSecond = call.count('per-second');
			const secret = await secretOf(call.config);
			await prepareDatabase(ownerUrl, secret);
			call.say('platform, streams and job queue are current');
			const code = await migrateEach(call, ownerUrl, perSecond);
			const built = await fillPool(ownerUrl, call.config);
			if (built > 0) call.say(`made ${built} schemas ready to be claimed`);
			return code;
		}),
};

/** Migrates the communities, tells about it, and resolves to the exit code. */
export async function migrateEach(
	{ say }: Call,
	ownerUrl: string,
	perSecond: number | undefined,
): Promise<number> {
	const started = performance.now();
	const { migrated, failed } = await migrateAll(ownerUrl, perSecond, (done) => {
		if (done > 0 && done % 100 === 0) say(`${done} communities migrated`);
	});
	const seconds = ((performance.now() - started) / 1000).toFixed(1);
	say(`communities are current: ${migrated} migrated in ${seconds} s, ${failed.length} failed`);
	for (const { id, error } of failed) say(`✗ c_${id}: ${error}`);
	if (failed.length > 0) say('Mend what the lines above name, then run this again.');
	return failed.length > 0 ? 1 : 0;
}
