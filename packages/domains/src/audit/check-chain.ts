import type { AuditFault, CheckedAudit } from './audit.schema.ts';
import type { EntryRow } from './chain-entries.ts';
import { beginningOf, digestOf, hashOf, type Sealed } from './chain.ts';
import { Head, isOurs } from './head.ts';

const PAGE = 1000;

/** An entry as it lies there. */
export type StoredEntry = Omit<EntryRow, 'actor' | 'details'> & {
	actor: Sealed | null;
	details: Sealed | null;
};
export type Place = { count: number; hash: string; at: Date };
type Fault = AuditFault['fault'];

/** A log as it is checked, wherever it lies. */
export type ReadableLog = {
	id: string;
	secret: string;
	head(): Promise<unknown>;
	after(place: Place, limit: number): Promise<readonly StoredEntry[]>;
	/** Which of these people the log says that they were forgotten. */
	forgotten(ids: readonly string[]): Promise<readonly string[]>;
};

/** Checks up to `pages` pages of a log from a place on; names the first entry that is wrong. */
export async function checkFrom(
	log: ReadableLog,
	from: Place | null,
	pages: number,
): Promise<CheckedAudit> {
	let place = from ?? { count: 0, hash: beginningOf(log.id), at: new Date(0) };
	for (let page = 0; page < pages; page++) {
		// The head first: what it counts is there when the entries are read, whoever writes meanwhile.
		const stored = await log.head();
		const rows = await log.after(place, PAGE);
		if (rows.length === 0) {
			const fault = headFault(log, place, Head.safeParse(stored).data);
			return { checked: place.count, next: null, fault: fault && { number: place.count, fault } };
		}
		const found = await checkRows(log, place, rows);
		if ('fault' in found) return { checked: found.number - 1, next: null, fault: found };
		place = found;
	}
	return { checked: place.count, next: place, fault: null };
}

/** Checks a whole log, a page at a time. */
export async function checkWhole(log: ReadableLog): Promise<CheckedAudit> {
	let part = await checkFrom(log, null, 1);
	while (part.next) part = await checkFrom(log, part.next, 1);
	return part;
}

async function checkRows(
	log: ReadableLog,
	from: Place,
	rows: readonly StoredEntry[],
): Promise<Place | AuditFault> {
	const blank = rows.flatMap((row) => [
		...(row.actor ? [] : [row.memberId]),
		...(row.details ? [] : [row.subjectId]),
	]);
	const ids = [...new Set(blank.filter((id) => id !== null))];
	const forgotten = new Set(ids.length > 0 ? await log.forgotten(ids) : []);
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

function headFault(log: ReadableLog, place: Place, head: Head | undefined): Fault | null {
	if (!head) return place.count > 0 ? 'no_head' : null;
	if (head.count > place.count) return 'cut_short';
	if (head.count < place.count) return 'too_long';
	if (head.hash !== place.hash) return 'changed';
	return isOurs(log.id, log.secret, head) ? null : 'head_forged';
}
