import type { Command } from './command.ts';
import { withDatabase, withOwner } from './database.ts';
import { migrateEach } from './migrate.ts';

/** Migrates the communities alone, where `platform` is at head already. */
export const migrateOnly: Command = {
	usage: 'communities migrate [--per-second N]',
	summary: 'Brings every community to the newest schema; the platform is left as it is.',
	details: [
		'Resumes where an interrupted run stopped; several runs at once share the work.',
		'  --per-second N   communities per second at the most; 100 spares a busy installation',
	],
	options: { 'per-second': { type: 'string' } },
	run: (call) =>
		withDatabase(call, async (ownerUrl) => {
			const perSecond = call.count('per-second');
			const config = { ...call.config, DATABASE_URL: ownerUrl };
			await withOwner({ ...call, config }, async () => {});
			return migrateEach(call, ownerUrl, perSecond);
		}),
};
