import { communityTables } from '@kith/db/communities';
import { modulesOf, moduleTables } from '@kith/db/modules';
import { quotedSchemaOf } from '@kith/db/schema-name';
import { eraseCommunity } from '@kith/domains/archives';
import type { Installation } from '../services.ts';
import { Refusal, type Command } from './command.ts';
import { withInstallation } from './database.ts';
import { findBySlug, type FoundCommunity } from './find-community.ts';

/** Deletes one community: rows, schema, events, waiting jobs, files. */
export const drop: Command = {
	usage: 'communities drop <slug> --yes',
	summary: 'Deletes a community for good: its members, posts, files, events; retires its address.',
	details: [
		'Without --yes it only says what would go. Nothing brings it back: take an export or a dump first.',
		'Interrupted, it is finished by running it again.',
	],
	options: { yes: { type: 'boolean' } },
	takes: { least: 1, most: 1 },
	run: (call) =>
		withInstallation(call, async (installation) => {
			const community = await findBySlug(installation.owner, call.positionals[0] ?? '');
			const { name, slug, id } = community;
			const what = await contentsOf(installation, community);
			call.say(`${name} (${slug}, schema c_${id}): ${what}`);
			if (!call.flag('yes'))
				throw new Refusal('Nothing was deleted. Add --yes to delete all of it for good.');
			const files = await remove(installation, community);
			call.say(`Deleted ${name} and ${files} files. The address "${slug}" is retired for 90 days.`);
		}),
};

async function contentsOf({ owner }: Installation, { id }: FoundCommunity): Promise<string> {
	const schema = quotedSchemaOf(id);
	const counts = ['members', 'spaces', 'posts', 'comments', 'files'].map(
		(table) => `(select count(*) from ${schema}.${table}) as ${table}`,
	);
	const found = await owner.query<{ found: boolean }>(
		`select to_regclass('${schema}.members') is not null as found`,
	);
	if (!found.rows[0]?.found) return 'its schema is gone already';
	const { rows } = await owner.query<Record<string, number>>(
		`select ${counts.join(', ')},
			(select count(*) from streams.outbox where community_id = '${id}') as events`,
	);
	const parts = Object.entries(rows[0] ?? {}).map(([what, count]) => `${count} ${what}`);
	const modules = Object.keys(await modulesOf(owner, id));
	const tables = communityTables.length + modules.flatMap(moduleTables).length;
	return `${tables} tables with ${parts.join(', ')}`;
}

/** Closes the doors first, then deletes files before rows: whatever interrupts it can be found and repeated. */
async function remove(
	{ owner, services, files }: Installation,
	{ id }: FoundCommunity,
): Promise<number> {
	await owner.query(`update platform.communities set status = 'deleting' where id = $1`, [id]);
	await services.bus.publish({ topic: 'directory.changed', communityId: id, data: {} });
	let removed = 0;
	for (let page = await files.list(`${id}/`, { limit: 1000 }); page.length > 0;) {
		for (const { key } of page) await files.delete(key);
		removed += page.length;
		page = await files.list(`${id}/`, { limit: 1000 });
	}
	await eraseCommunity(services, id);
	return removed;
}
