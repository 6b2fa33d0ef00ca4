import * as z from 'zod';
import { memberIdOf, selfOf } from '@kith/kernel/actor';
import { NotFoundError } from '@kith/kernel/errors';
import { decodeCursor, toPage, type Page } from '@kith/kernel/pages';
import type { CommunityContext } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { maySet } from './tag-post.ts';
import type {
	ListTags,
	SuggestTags,
	TagChoice,
	TagLink,
	TagPage,
	TagSuggestion,
	TagView,
} from './tags.schema.ts';
import { tagSlug } from './tags.schema.ts';
import { followedTags, tagBySlug, tagGroups, tagsNamed, visibleTags } from './tags.queries.ts';

const Keys = z.tuple([z.int(), z.string().max(200), z.uuid()]);
/** So many tags a member follows at most. */
export const MOST_FOLLOWED = 200;

/** What the actor may read decides which tags there are for them. */
// authorize: asks nothing; the verbs have.
export const lookOf = ({ grants }: CommunityContext) => ({
	...{ spaceIds: grants.spaces.readable, libraryIds: grants.spaces.libraries },
	viewerId: grants.memberId,
});

/** Tags by group and name, as far as there is something of them that the viewer may read. */
export async function listTags(
	ctx: CommunityContext,
	{ search = '', cursor, limit }: ListTags,
): Promise<Page<TagView & { groupName: string | null }>> {
	ctx.authorize('read', 'Tag');
	const after = decodeCursor(cursor, Keys);
	const rows = await visibleTags(ctx.db, lookOf(ctx), { search, after, limit }).execute();
	const page = toPage(rows, limit, ({ place, sortName, id }) => [place, sortName, id]);
	return {
		...page,
		items: page.items.map(({ groupName, isFollowed, ...row }) => ({
			...{ ...factsOf(row), groupName, isFollowed },
		})),
	};
}

type Facts = Pick<TagView, keyof TagLink | 'id' | 'description' | 'isRestricted' | 'groupId'>;

/** What every view of a tag tells; leaves out the keys a list is sorted by. */
// authorize: shapes rows that a verb has read.
export function factsOf(row: Facts & { postCount: number; documentCount: number }) {
	const { id, slug, name, description, isRestricted, groupId, postCount, documentCount } = row;
	return { id, slug, name, description, isRestricted, groupId, postCount, documentCount };
}

/** The tag that a name or a former name leads to. Throws `tags.not_found`, also where only hidden posts have it. */
export async function getTag(ctx: CommunityContext, { slug }: { slug: string }): Promise<TagPage> {
	ctx.authorize('read', 'Tag');
	const asked = tagSlug(slug);
	const tag = asked && (await tagBySlug(ctx.db, lookOf(ctx), asked).executeTakeFirst());
	if (!tag) throw new NotFoundError('tags.not_found');
	return { ...tag, mayFollow: memberIdOf(ctx.actor) !== null };
}

/** Tags named like what is being typed, the most used first; at most eight, one statement. */
export async function suggestTags(
	ctx: CommunityContext,
	{ text }: SuggestTags,
): Promise<TagSuggestion[]> {
	ctx.authorize('read', 'Tag');
	const typed = text.replace(/^#/, '');
	const rows = await tagsNamed(ctx.db, lookOf(ctx), { text: typed, limit: 8 }).execute();
	return rows.map((tag) => ({
		...{ slug: tag.slug, name: tag.name },
		...{ postCount: tag.postCount, documentCount: tag.documentCount },
		mayUse: maySet(ctx, tag),
	}));
}

/** What is to be known before tags are chosen. */
export async function tagChoice(ctx: CommunityContext): Promise<TagChoice> {
	ctx.authorize('read', 'Tag');
	const groups = await tagGroups(ctx.db).execute();
	return {
		mayCreate: isAllowed(ctx.ability, 'create', 'Tag'),
		groups: groups
			.filter(({ tagCount }) => tagCount > 0)
			.map(({ id, name, onlyOne, requiredSpaceIds }) => ({
				...{ id, name, onlyOne, requiredSpaceIds },
			})),
	};
}

/** The tags that the member follows, by name. */
export async function listFollowed(ctx: CommunityContext): Promise<TagView[]> {
	ctx.authorize('read', 'Tag');
	selfOf(ctx.actor);
	return followedTags(ctx.db, lookOf(ctx), MOST_FOLLOWED).execute();
}
