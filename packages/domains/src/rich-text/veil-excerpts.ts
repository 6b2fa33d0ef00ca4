import type { CommunityContext } from '../context.ts';
import { hiddenMembers } from '../permissions/hidden-members.ts';
import { bodiesOf } from './mentioning.queries.ts';
import { excerptOf } from './plain-text.ts';
import type { RichText } from './rich-text.schema.ts';
import { veilMentions } from './veil-mentions.ts';

type Excerpted = { id: string; excerpt: string };

/**
 * Rows with excerpts that name nobody whom the actor does not see. An excerpt is kept as plain words, so those that may
 * name somebody are made anew of their texts: one statement, for who blocked or was blocked alone.
 */
// authorize: the verbs that read the rows have asked.
export async function veilExcerpts<Row extends Excerpted>(
	{ db, grants }: Pick<CommunityContext, 'db' | 'grants'>,
	table: 'posts' | 'comments',
	rows: readonly Row[],
): Promise<readonly Row[]> {
	const hidden = hiddenMembers(grants);
	const naming = rows.filter(({ excerpt }) => excerpt.includes('@'));
	if (hidden.length === 0 || naming.length === 0) return rows;
	const ids = naming.map(({ id }) => id);
	const found = await bodiesOf(db, table, ids).execute();
	const bodies = new Map(found.map(({ id, body }) => [id, body as unknown as RichText]));
	return rows.map((row) => {
		const body = bodies.get(row.id);
		return body ? { ...row, excerpt: excerptOf(veilMentions(body, { hidden })) } : row;
	});
}
