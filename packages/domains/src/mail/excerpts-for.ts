import type { CommunityDb } from '@kith/db/handles';
import { hiddenFrom } from '../relations/index.ts';
import { bodiesOf, excerptOf, referencesOf, veilMentions } from '../rich-text/index.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import type { Addressee } from './readers.ts';

type Excerpted = { id: string; excerpt: string };

/** The excerpt of a post as each addressee may have it: it names nobody whom they do not see. At most two statements. */
// authorize: the jobs that mail it ask nobody.
export async function excerptsFor(
	db: CommunityDb,
	{ id, excerpt }: Excerpted,
	readers: readonly Addressee[],
): Promise<(reader: Addressee) => string> {
	const [found] = excerpt.includes('@') ? await bodiesOf(db, 'posts', [id]).execute() : [];
	const body = found?.body as unknown as RichText | undefined;
	if (!body) return () => excerpt;
	const ids = readers.map((reader) => reader.id);
	const hidden = await hiddenFrom(db, ids, referencesOf(body).memberIds);
	return (reader) => {
		const from = hidden.get(reader.id);
		return from ? excerptOf(veilMentions(body, { hidden: from })) : excerpt;
	};
}
