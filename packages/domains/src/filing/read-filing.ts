import type { CommunityContext } from '../context.ts';
import { tagsFor } from '../tags/index.ts';
import { filingSettings } from './filing.queries.ts';
import { FILING, FILING_TALLY, SaveFiling, type Filing, type FilingRule } from './filing.schema.ts';
import { readersIn } from './readers.ts';
import { lately, tallyOf } from './tally.ts';

/** The rules by which posts are filed, with what became of what they did. */
export async function readFiling(ctx: CommunityContext): Promise<Filing> {
	ctx.authorize('administer', 'Setting', { key: 'approval' });
	const settings = await filingSettings(ctx.db).execute();
	const value = (name: string) => settings.find(({ key }) => key === name)?.value;
	const stored = SaveFiling.parse(value(FILING) ?? { rules: [], version: 0 });
	const tally = tallyOf(value(FILING_TALLY));
	const { known } = await tagsFor(
		ctx.db,
		stored.rules.flatMap(({ tagIds }) => tagIds),
	);
	const readers = readersIn(ctx.snapshot);
	const now = ctx.clock.now();
	return {
		version: stored.version,
		spaces: ctx.snapshot.spaces.map(({ id, name }) => ({ id, name, readers: readers(id) })),
		rules: stored.rules.map((rule) => {
			const { stoppedAt = null, lastAt = null, days = [] } = tally[rule.id] ?? {};
			const tags = rule.tagIds.flatMap((id) => known.find((tag) => tag.id === id) ?? []);
			return {
				...{ rule, tags: tags.map(({ id, name }) => ({ id, name })) },
				broken: brokenIn(ctx, rule, tags.length),
				...lately({ days }, now),
				stoppedAt: stoppedAt ? new Date(stoppedAt) : null,
				lastAt: lastAt ? new Date(lastAt) : null,
			};
		}),
	};
}

function brokenIn(
	{ snapshot }: Pick<CommunityContext, 'snapshot'>,
	{ tagIds, spaceIds, toSpaceId }: FilingRule,
	found: number,
) {
	const isThere = (spaceId: string) => snapshot.spaces.some(({ id }) => id === spaceId);
	return {
		tags: found < tagIds.length,
		target: toSpaceId !== null && !isThere(toSpaceId),
		spaces: spaceIds.length > 0 && !spaceIds.some(isThere),
	};
}
