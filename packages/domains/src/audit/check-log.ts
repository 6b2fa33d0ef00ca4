import type { CommunityDb } from '@kith/db/handles';
import type { CommunityContext } from '../context.ts';
import { entriesAfter, forgottenAmong, headOf } from './audit.queries.ts';
import type { CheckAudit, CheckedAudit } from './audit.schema.ts';
import { checkFrom, checkWhole, type ReadableLog } from './check-chain.ts';

/** So many pages in one request. */
const PAGES = 5;

type Log = { db: CommunityDb; communityId: string; secret: string };

/** Checks a part of the log from where the part before ended, so that a long one takes several requests. */
export async function checkPart(ctx: CommunityContext, input: CheckAudit): Promise<CheckedAudit> {
	ctx.authorize('read', 'AuditEntry', { area: 'administration' });
	const { db, community, services } = ctx;
	const log = logOf({ db, communityId: community.id, secret: services.secret });
	return checkFrom(log, input.after ?? null, PAGES);
}

/** Checks the whole log of a community. */
// authorize: who runs commands on the installation needs no leave of a community.
export function checkLog(log: Log): Promise<CheckedAudit> {
	return checkWhole(logOf(log));
}

function logOf({ db, communityId, secret }: Log): ReadableLog {
	return {
		...{ id: communityId, secret },
		head: async () => (await headOf(db).executeTakeFirst())?.value,
		after: (place, limit) => entriesAfter(db, place, limit).execute(),
		forgotten: async (ids) =>
			(await forgottenAmong(db, ids).execute()).map(({ targetId }) => targetId),
	};
}
