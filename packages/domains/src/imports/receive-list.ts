import { addSeconds } from '@kith/kernel/clock';
import { InvalidError } from '@kith/kernel/errors';
import { newId } from '@kith/kernel/ids';
import { memberIdOf } from '@kith/kernel/actor';
import type { CommunityContext } from '../context.ts';
import { decodeList, separatorOf } from './decode-list.ts';
import { deleteOldImports, insertImport } from './imports.queries.ts';
import type { Task } from './imports.schema.ts';
import { listKey } from './list-file.ts';
import { givableBy } from './known-names.ts';
import { readList } from './read-list.ts';

const LISTS_PER_DAY = 50;
const SAMPLES = 3;
const KEPT_DAYS = 14;

/**
 * Takes a list of members to look at; nobody comes in by that alone. Throws `imports.empty`, `imports.not_a_list`,
 * `imports.too_wide`, `imports.too_long`.
 */
export async function receiveList(
	ctx: CommunityContext,
	{ bytes, name }: { bytes: Uint8Array; name: string },
): Promise<{ importId: string }> {
	ctx.authorize('administer', 'Member');
	await ctx.services.limiter.take(`import ${ctx.community.id}`, LISTS_PER_DAY, 86_400);
	if (bytes.byteLength === 0) throw new InvalidError('imports.empty');
	await forgetOldLists(ctx);
	const { text, encoding } = decodeList(bytes);
	const separator = separatorOf(text);
	const { headings, rows } = readList(text, separator);
	const samples = headings.map((_, at) =>
		rows
			.map((cells) => (cells[at] ?? '').slice(0, 80))
			.filter((cell) => cell !== '')
			.slice(0, SAMPLES)
			.map(plain),
	);
	const task: Task = {
		...{ name: plain(name.slice(0, 120)), encoding, separator, samples },
		headings: headings.map(plain),
		...{
			plan: null,
			report: null,
			rank: ctx.grants.rank,
			...givableBy(ctx),
			actor: ctx.actor,
		},
	};
	const importId = newId();
	await ctx.services.blobs.put(listKey(ctx.community.id, importId), bytes, {
		contentType: 'text/csv',
	});
	await insertImport(ctx.db, {
		...{ id: importId, task, total: rows.length, startedBy: memberIdOf(ctx.actor) },
		createdAt: ctx.clock.now(),
	}).execute();
	return { importId };
}

/** Lists hold addresses of people who may never come: they are not kept. */
async function forgetOldLists({ db, clock, community, services }: CommunityContext): Promise<void> {
	const before = addSeconds(clock.now(), -KEPT_DAYS * 86_400);
	const gone = await deleteOldImports(db, before).execute();
	for (const { id } of gone) await services.blobs.delete(listKey(community.id, id));
}

/** What can be kept and shown of a text. */
const plain = (text: string) => text.toWellFormed().replaceAll('\u0000', '');
