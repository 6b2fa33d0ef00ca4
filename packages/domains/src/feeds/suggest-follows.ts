import { memberIdOf } from '@kith/kernel/actor';
import type { CommunityContext } from '../context.ts';
import { followedSpaceIds, postCounts } from './feeds.queries.ts';
import type { Suggestion } from './feeds.schema.ts';
import { learningOf } from './learning.ts';
import { readerOf } from './reader.ts';
import { membersToMeet, suggestionsFor } from './suggestions.queries.ts';
import { suggestPosts, type Wish } from './suggest-posts.ts';
import { tellingFields } from './telling-fields.ts';

const ACTIVE_DAYS = 90;
/** So many members and posts are suggested, unless more are asked for. */
const MOST = 4;

/**
 * Spaces, members and posts that the actor does not know yet, each with a reason; at most four of each. Nothing that is
 * blocked, muted, hidden, put away, already read or not theirs to see. Who switched off that suggestions are made from
 * what they do gets no posts, because which of them they have read is not looked at. Eight statements.
 */
export async function suggestFollows(ctx: CommunityContext, most = MOST): Promise<Suggestion[]> {
	ctx.authorize('enter', 'Community');
	const reader = readerOf(ctx);
	const own = memberIdOf(ctx.actor)
		? await suggestionsFor(ctx.db, reader.viewerId).executeTakeFirst()
		: undefined;
	const { fieldKeys = [], dismissedIds: dismissed = [] } = own ?? {};
	const learning = learningOf(ctx, own);
	const wish = { dismissed, learning, limit: most };
	const [spaces, members, posts] = await Promise.all([
		suggestSpaces(ctx, dismissed),
		suggestMembers(ctx, fieldKeys, wish),
		suggestPosts(ctx, wish),
	]);
	return [...spaces, ...members, ...posts];
}

async function suggestSpaces(
	ctx: CommunityContext,
	dismissed: readonly string[],
): Promise<Suggestion[]> {
	const held = await followedSpaceIds(ctx.db, readerOf(ctx).viewerId).execute();
	const { spaces: muted } = ctx.grants.avoided;
	const known = new Set([...held.map(({ spaceId }) => spaceId), ...muted, ...dismissed]);
	const unknown = ctx.grants.spaces.readable.filter((id) => !known.has(id));
	const counts = await postCounts(ctx.db, unknown).execute();
	return counts.flatMap(({ id, postCount }) => {
		const space = ctx.snapshot.spaces.find((one) => one.id === id);
		if (!space) return [];
		const { slug, name, icon } = space;
		return { kind: 'space' as const, id, slug, name, icon, posts: postCount };
	});
}

type Reason = Extract<Suggestion, { kind: 'member' }>['reason'];

async function suggestMembers(
	ctx: CommunityContext,
	fieldKeys: readonly string[],
	wish: Wish,
): Promise<Suggestion[]> {
	const { ability } = ctx;
	const since = new Date(ctx.clock.now().getTime() - ACTIVE_DAYS * 86_400_000);
	const keys = tellingFields(ctx, fieldKeys).map(({ key }) => key);
	const source = { ability, reader: readerOf(ctx) };
	const rows = await membersToMeet(ctx.db, source, { ...wish, keys, since }).execute();
	return rows.map(({ reason, about, ...member }) => ({
		...{ ...member, kind: 'member' as const, reason: reason as Reason },
		about: aboutIn(ctx, reason, about),
	}));
}

function aboutIn(ctx: CommunityContext, reason: string, about: string): string {
	if (reason === 'space') return ctx.snapshot.spaces.find(({ id }) => id === about)?.name ?? '';
	if (reason !== 'field') return about;
	const [fieldId, value] = about.split(':');
	const field = ctx.snapshot.memberFields.find(({ id }) => id === fieldId);
	const option = field?.options.find(({ id }) => id === value);
	return option ? `${field?.label}: ${option.label}` : (field?.label ?? '');
}
