import { NotFoundError } from '@kith/kernel/errors';
import type { CommunityContext } from '../context.ts';
import { listFeatured } from '../lifecycle/index.ts';
import { listMembers } from '../members/index.ts';
import { isAllowed } from '../permissions/ability.ts';
import { listPosts } from '../posts/index.ts';
import type { PostCard } from '../posts/posts.schema.ts';
import { readableSpaces } from '../spaces/index.ts';
import { siteCounts } from './design.queries.ts';
import type { BlockView, PageRef, PageView } from './page-view.schema.ts';
import type { Block } from './pages.schema.ts';
import { readMarkup } from './read-markup.ts';

/** So many members are counted for everybody to see; beyond it is said that there are more. */
const MOST_COUNTED = 10_000;

type Of<Kind extends Block['kind']> = Extract<Block, { kind: Kind }>;

/**
 * A page of blocks as the actor may see it: what a block shows is asked for by the rules of the lists it comes from, and
 * a block that has nothing to show is left out. Throws `design.page_not_found` for a page that is switched off.
 */
export async function getPage(ctx: CommunityContext, { page }: PageRef): Promise<PageView> {
	ctx.authorize('enter', 'Community');
	const { isOn, blocks } = ctx.snapshot.site.pages[page];
	if (!isOn) throw new NotFoundError('design.page_not_found');
	const views: BlockView[] = [];
	// One after the other: a community has two connections.
	for (const block of blocks) {
		const view = await viewOf(ctx, block);
		if (view) views.push(view);
	}
	return { blocks: views };
}

function viewOf(ctx: CommunityContext, block: Block): BlockView | null | Promise<BlockView | null> {
	switch (block.kind) {
		case 'hero':
			return { ...block, action: actionOf(block) };
		case 'text':
			return block.source.trim() === ''
				? null
				: { id: block.id, kind: 'text', body: readMarkup(block.source) };
		case 'spaces':
			return spacesOf(ctx, block);
		case 'posts':
			return postsOf(ctx, block);
		case 'members':
			return membersOf(ctx, block);
		case 'stats':
			return statsOf(ctx, block);
		case 'join':
			return ctx.viewer === null ? block : null;
		case 'image': {
			const { fileId } = block;
			return fileId === null ? null : { ...block, fileId };
		}
		case 'faq':
		case 'cards':
			return block.items.length > 0 ? block : null;
	}
}

function actionOf({ action }: Of<'hero'>) {
	return action.label === '' ? null : { label: action.label, href: action.href || '/join' };
}

function spacesOf(ctx: CommunityContext, { id, title, spaceIds }: Of<'spaces'>): BlockView | null {
	const readable = readableSpaces(ctx);
	const chosen = spaceIds.flatMap(
		(spaceId) => readable.find((space) => space.id === spaceId) ?? [],
	);
	const spaces = (spaceIds.length > 0 ? chosen : readable).slice(0, 24);
	if (spaces.length === 0) return null;
	return {
		...{ id, kind: 'spaces', title },
		spaces: spaces.map((space) => ({
			...{ id: space.id, slug: space.slug, name: space.name, icon: space.icon },
			description: space.description,
		})),
	};
}

async function postsOf(ctx: CommunityContext, block: Of<'posts'>): Promise<BlockView | null> {
	const { id, title, order, spaceId, count: limit } = block;
	// A space that the actor may not read is as one that is not there.
	if (spaceId && !ctx.grants.spaces.readable.includes(spaceId)) return null;
	const { items } =
		order === 'featured'
			? await listFeatured(ctx, { limit })
			: await listPosts(ctx, { limit, ...(spaceId && { spaceId }) });
	if (items.length === 0) return null;
	return { id, kind: 'posts', title, posts: items.map(lineOf) };
}

const lineOf = ({ id, title, excerpt, createdAt, space, author, ...post }: PostCard) => ({
	...{ id, title, excerpt, createdAt, space: space.name, author: author.name },
	commentCount: post.commentCount,
	coverFileId: post.cover?.fileId ?? null,
});

async function membersOf(ctx: CommunityContext, block: Of<'members'>): Promise<BlockView | null> {
	if (!isAllowed(ctx.ability, 'read', 'Member', { status: 'active' })) return null;
	const { items } = await listMembers(ctx, {
		limit: block.count,
		sort: 'newest',
		status: 'active',
	});
	if (items.length === 0) return null;
	return {
		...{ id: block.id, kind: 'members', title: block.title },
		members: items.map(({ id, handle, name, avatarFileId }) => ({
			id,
			handle,
			name,
			avatarFileId,
		})),
	};
}

async function statsOf(ctx: CommunityContext, { id, title }: Of<'stats'>): Promise<BlockView> {
	const spaceIds = ctx.grants.spaces.readable;
	const counts = await siteCounts(ctx.db, {
		spaceIds,
		most: MOST_COUNTED,
	}).executeTakeFirstOrThrow();
	const members = counts.members ?? 0;
	return {
		...{ id, kind: 'stats', title, posts: counts.posts ?? 0, spaces: spaceIds.length },
		...{ members: Math.min(members, MOST_COUNTED), isMore: members > MOST_COUNTED },
	};
}
