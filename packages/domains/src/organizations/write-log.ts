import type { PlatformDb } from '@kith/db/handles';
import { beginningOf, chained, draftsOf, Head, headBehind } from '../audit/index.ts';
import type { OrganizationNote, PlatformContext } from '../context.ts';
import { holdLogHead, insertLogEntries, keepLogHead } from './log.queries.ts';

/**
 * Adds to the logs of organizations what was done in the transaction of `db`, as its last statements; chained like the
 * log of a community.
 */
// authorize: the verbs that did it have asked.
export async function writeLogs(
	ctx: Pick<PlatformContext, 'staff' | 'services' | 'clock'>,
	db: PlatformDb,
	notes: readonly OrganizationNote[],
): Promise<void> {
	const { staff, services, clock } = ctx;
	const who = { actorKind: 'staff', memberId: null, staffId: staff?.id ?? null };
	const name = staff?.name || staff?.email || '';
	for (const [id, ofOne] of Map.groupBy(notes, ({ organizationId }) => organizationId)) {
		const drafts = draftsOf(ofOne, () => ({ ...who, name }));
		if (drafts.length === 0) continue;
		const held = await holdLogHead(db, id).executeTakeFirstOrThrow();
		const head = Head.parse(held.logHead ?? { count: 0, hash: beginningOf(id) });
		const rows = chained(drafts, head, clock.now());
		await insertLogEntries(db, id, rows).execute();
		await keepLogHead(db, id, headBehind(id, services.secret, head, rows)).execute();
	}
}
