import { memberIdOf } from '@kith/kernel/actor';
import type { CommunityContext } from '../context.ts';
import { CHOSEN } from '../fields/fields.schema.ts';
import { filterFields } from '../fields/index.ts';
import { followedSpaceIds, postCounts } from './feeds.queries.ts';
import type { Suggestion } from './feeds.schema.ts';
import { readerOf } from './reader.ts';
import { membersToMeet, suggestionsFor } from './suggestions.queries.ts';
import { suggestPosts } from './suggest-posts.ts';

const ACTIVE_DAYS = 90;

/**
 * Spaces, members and posts that the actor does not know yet, each with a reason; at most four of each. Nothing that is
 * blocked, muted, hidden, put away, already read or not theirs to see. Eight statements.
 */
export async function suggestFollows(ctx: CommunityContext): Promise<Suggestion[]> {
	ctx.authorize('enter', 'Community');
	const reader = readerOf(ctx);
	const own = memberIdOf(ctx.actor)
		? await suggestionsFor(ctx.db, reader.viewerId).executeTakeFirst()
		: undefined;
	const { fieldKeys = [], dismissedIds: dismissed = [] } = own ?? {};
	const [spaces, members, posts] = await Promise.all([
		suggestSpaces(ctx, dismissed),
		suggestMembers(ctx, fieldKeys, dismissed),
		suggestPosts(ctx, dismissed),
	]);
	return [...spaces, ...members, ...posts];
}

async function suggestSpaces(
	ctx: CommunityContext,
	dismissed: readonly string[],
): Promise<Suggestion[]> {
	const held = await followedSpaceIds(ctx.db, readerOf(ctx).viewerId).execute();
	const known = new Set([...held.map(({ spaceId }) => spaceId), ...dismissed]);
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
	dismissed: readonly string[],
): Promise<Suggestion[]> {
	const { ability } = ctx;
	const since = new Date(ctx.clock.now().getTime() - ACTIVE_DAYS * 86_400_000);
	const keys = telling(ctx, fieldKeys);
	const source = { ability, reader: readerOf(ctx) };
	const rows = await membersToMeet(ctx.db, source, { keys, dismissed, since }).execute();
	return rows.map(({ reason, about, ...member }) => ({
		...{ ...member, kind: 'member' as const, reason: reason as Reason },
		about: aboutIn(ctx, reason, about),
	}));
}

/** One's own keys that say something in common: chosen options and places, of fields that everyone here may see. */
function telling(ctx: CommunityContext, fieldKeys: readonly string[]): string[] {
	const fields = filterFields(ctx).filter(
		({ kind }) => CHOSEN.includes(kind) || kind === 'location',
	);
	return fieldKeys.filter((key) => fields.some(({ id }) => key.startsWith(`${id}:`)));
}

function aboutIn(ctx: CommunityContext, reason: string, about: string): string {
	if (reason === 'space') return ctx.snapshot.spaces.find(({ id }) => id === about)?.name ?? '';
	if (reason !== 'field') return about;
	const [fieldId, value] = about.split(':');
	const field = ctx.snapshot.memberFields.find(({ id }) => id === fieldId);
	const option = field?.options.find(({ id }) => id === value);
	return option ? `${field?.label}: ${option.label}` : (field?.label ?? '');
}
