import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityDb } from '@kith/db/handles';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import { versionRow } from './history.queries.ts';

type Wish = { subjectId: string; number: number; mayReadHidden: boolean };

/** The text of an older version, to be put back. Throws `history.not_found`, also for a hidden one. */
export async function keptText(
	db: CommunityDb,
	{ subjectId, number, mayReadHidden }: Wish,
): Promise<{ title: string; body: RichText }> {
	const row = await versionRow(db, subjectId, number).executeTakeFirst();
	if (!row?.body || (row.hiddenAt && !mayReadHidden)) throw new NotFoundError('history.not_found');
	return { title: row.title, body: row.body as unknown as RichText };
}
