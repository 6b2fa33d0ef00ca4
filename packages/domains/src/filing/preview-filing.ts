import type { CommunityContext } from '../context.ts';
import { membersWith } from '../permissions/members-where.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import { tagsFor } from '../tags/index.ts';
import { chooseTags } from './choose-tags.ts';
import { newestPosts } from './filing.queries.ts';
import {
	NAMED,
	PostFiling,
	type FilingPreview,
	type FilingRule,
	type PreviewFiling,
} from './filing.schema.ts';
import { factsOf, isMeant } from './match-rule.ts';
import { courseOf } from './readers.ts';

type Row = Awaited<ReturnType<ReturnType<typeof newestPosts>['execute']>>[number];
type Known = Awaited<ReturnType<typeof tagsFor>>;
type Outcome = FilingPreview['first'][number] & { isRefused: boolean };

/**
 * What one rule, by itself, would have done with the newest posts that the actor may read, as they were when they went
 * out. Writes nothing; asks what filing a post asks.
 */
export async function previewFiling(
	ctx: CommunityContext,
	{ rule }: PreviewFiling,
): Promise<FilingPreview> {
	ctx.authorize('administer', 'Setting', { key: 'approval' });
	const target = ctx.snapshot.spaces.find(({ id }) => id === rule.toSpaceId);
	const reads = target ? membersWith(ctx.snapshot, 'spaces:read', target) : null;
	const rows = await newestPosts(ctx.db, ctx.ability, reads).execute();
	const known = await tagsFor(ctx.db, rule.tagIds);
	const outcomes = rows.flatMap((row) => outcomeOf(ctx, rule, row, known) ?? []);
	const filed = outcomes.filter(({ isMoved, tags }) => isMoved || tags.length > 0);
	return {
		...{ looked: rows.length, filed: filed.length },
		moved: filed.filter(({ isMoved }) => isMoved).length,
		tagged: filed.filter(({ tags }) => tags.length > 0).length,
		refused: outcomes.filter(({ isRefused }) => isRefused).length,
		first: filed
			.slice(0, NAMED)
			.map(({ id, title, space, isMoved, tags }) => ({ id, title, space, isMoved, tags })),
	};
}

function outcomeOf(
	{ snapshot }: CommunityContext,
	rule: FilingRule,
	{ id, title, kind, createdAt: at, joinedAt, authorReads, ...row }: Row,
	{ known, onlyOne }: Known,
): Outcome | null {
	const before = row.filing === null ? null : PostFiling.parse(row.filing);
	const spaceId = before?.fromSpaceId ?? row.spaceId;
	const body = row.body as unknown as RichText;
	if (!isMeant(rule, factsOf({ title, body, kind, spaceId, at, joinedAt }))) return null;
	const course = courseOf([rule], { snapshot, spaceId, mayRead: () => authorReads });
	const added = new Set(before?.undoneAt === null ? before.tags.map((tag) => tag.id) : []);
	const own = row.tags
		.filter((tag) => !added.has(tag.id))
		.map((tag) => ({ id: tag.id, groupId: tag.group }));
	const chosen = chooseTags([rule], { own, known, onlyOne });
	return {
		...{ id, title, space: snapshot.spaces.find((space) => space.id === spaceId)?.name ?? '' },
		...{ isMoved: course.toSpaceId !== null, isRefused: course.isRefused },
		tags: chosen.map(({ tag }) => tag.name),
	};
}
