import type { CommunityDb } from '@kith/db/handles';
import { isSigned } from '@kith/kernel/seal';
import type { CommunityContext } from '../context.ts';
import type { AuditFault, CheckAudit, CheckedAudit } from './audit.schema.ts';
import { entriesAfter, forgottenAmong, headOf, type StoredEntry } from './audit.queries.ts';
import { beginningOf, digestOf, hashOf } from './chain.ts';
import { Head, headText, HEAD_SEAL } from './head.ts';

const PAGE = 1000;
/** So many pages in one request. */
const PAGES = 5;

type Log = { db: CommunityDb; communityId: string; secret: string };
type Place = { count: number; hash: string; at: Date };
type Fault = AuditFault['fault'];

/** Checks a part of the log from where the part before ended, so that a long one takes several requests. */
export async function checkPart(ctx: CommunityContext, input: CheckAudit): Promise<CheckedAudit> {
	ctx.authorize('read', 'AuditEntry', { area: 'administration' });
	const { db, community, services } = ctx;
	const log = { db, communityId: community.id, secret: services.secret };
	return checkFrom(log, input.after ?? null, PAGES);
}

/** Checks the whole log, a page at a time. */
// authorize: who runs commands on the installation needs no leave of a community.
export async function checkLog(log: Log): Promise<CheckedAudit> {
	let part = await checkFrom(log, null, PAGES);
	while (part.next) part = await checkFrom(log, part.next, PAGES);
	return part;
}

async function checkFrom(log: Log, from: Place | null, pages: number): Promise<CheckedAudit> {
	let place = from ?? { count: 0, hash: beginningOf(log.communityId), at: new Date(0) };
	for (let page = 0; page < pages; page++) {
		// The head first: what it counts is there when the entries are read, whoever writes meanwhile.
		const stored = await headOf(log.db).executeTakeFirst();
		const rows = await entriesAfter(log.db, place, PAGE).execute();
		if (rows.length === 0) {
			const fault = headFault(log, place, Head.safeParse(stored?.value).data);
			return { checked: place.count, next: null, fault: fault && { number: place.count, fault } };
		}
		const found = await checkRows(log, place, rows);
		if ('fault' in found) return { checked: found.number - 1, next: null, fault: found };
		place = found;
	}
	return { checked: place.count, next: place, fault: null };
}

async function checkRows(
	{ db }: Log,
	from: Place,
	rows: readonly StoredEntry[],
): Promise<Place | AuditFault> {
	const blank = rows.flatMap((row) => [
		...(row.actor ? [] : [row.memberId]),
		...(row.details ? [] : [row.subjectId]),
	]);
	const ids = [...new Set(blank.filter((id) => id !== null))];
	const told = ids.length > 0 ? await forgottenAmong(db, ids).execute() : [];
	const forgotten = new Set(told.map(({ targetId }) => targetId));
	let place = from;
	for (const row of rows) {
		const fault = rowFault(row, place, forgotten);
		if (fault) return { number: place.count + 1, fault };
		place = { count: row.number, hash: row.hash, at: row.at };
	}
	return place;
}

function rowFault(row: StoredEntry, place: Place, forgotten: ReadonlySet<string>): Fault | null {
	if (row.number > place.count + 1) return 'missing';
	if (row.number <= place.count) return 'out_of_order';
	if (hashOf(row, place.hash) !== row.hash) return 'changed';
	const isKept = (part: StoredEntry['actor'], digest: string) => !part || digestOf(part) === digest;
	if (!isKept(row.actor, row.actorDigest) || !isKept(row.details, row.detailsDigest))
		return 'changed';
	const isSaid = (id: string | null) => id !== null && forgotten.has(id);
	if ((!row.actor && !isSaid(row.memberId)) || (!row.details && !isSaid(row.subjectId)))
		return 'forgotten_unsaid';
	return null;
}

function headFault(log: Log, place: Place, head: Head | undefined): Fault | null {
	if (!head) return place.count > 0 ? 'no_head' : null;
	if (head.count > place.count) return 'cut_short';
	if (head.count < place.count) return 'too_long';
	if (head.hash !== place.hash) return 'changed';
	const text = headText(log.communityId, head);
	return head.count === 0 || isSigned(log.secret, HEAD_SEAL, text, head.seal ?? '')
		? null
		: 'head_forged';
}
