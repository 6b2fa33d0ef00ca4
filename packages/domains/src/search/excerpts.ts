import type { CommunityContext } from '../context.ts';
import { partsOfFiles } from './excerpts.queries.ts';
import type { InFile } from './search.schema.ts';
import { hitsOf, snippetOf, stemOf } from './snippet.ts';

/** More words than that are not looked for in texts that long. */
const MOST = 6;

type Shown = { subjectId: string; fileIds: readonly string[] };

/**
 * What stands around the words of a search in the files of what was found, by the id of what shows them; of several files
 * the first in which one stands. One statement, none without files.
 */
// authorize: what shows them was found, so it may be read, and who reads it may read its files.
export async function excerptsIn(
	{ db }: CommunityContext,
	plain: string,
	shown: readonly Shown[],
): Promise<ReadonlyMap<string, InFile>> {
	const fileIds = shown.flatMap((one) => one.fileIds);
	const hits = hitsOf(plain);
	const typed = plain.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
	const stems = [...new Set([...typed.slice(0, MOST), ...hits.slice(0, MOST)].map(stemOf))];
	if (fileIds.length === 0 || stems.length === 0) return new Map();
	const subjectIds = shown.map(({ subjectId }) => subjectId);
	const parts = await partsOfFiles(db, { fileIds, subjectIds, stems }).execute();
	const byFile = new Map(parts.map((part) => [part.id, part]));
	return new Map(
		shown.flatMap((one) => {
			const parts = one.fileIds.flatMap((id) => byFile.get(id) ?? []);
			const inFiles = parts.map(({ name, part }) => ({ name, snippet: snippetOf(part, hits) }));
			const first = inFiles.find(({ snippet }) => snippet.some(({ isHit }) => isHit)) ?? inFiles[0];
			return first ? [[one.subjectId, first] as const] : [];
		}),
	);
}
