import type { Block, BlockKind } from '@kith/domains/design/pages';
import { m } from '#lib/paraglide/messages.js';

export const BLOCK_NAMES: Readonly<Record<BlockKind, () => string>> = {
	hero: m.block_hero,
	text: m.block_text,
	spaces: m.block_spaces,
	posts: m.block_posts,
	members: m.block_members,
	stats: m.block_stats,
	join: m.block_join,
	faq: m.block_faq,
	image: m.block_image,
	cards: m.block_cards,
};

/** A block of a kind as it begins. */
export function newBlock(kind: BlockKind, community: { name: string; tagline: string }): Block {
	const id = crypto.randomUUID();
	const title = '';
	switch (kind) {
		case 'hero':
			return {
				...{ id, kind, title: community.name, text: community.tagline, fileId: null },
				...{ align: 'start', action: { label: m.block_join_label(), href: '/join' } },
			};
		case 'text':
			return { id, kind, source: '' };
		case 'spaces':
			return { id, kind, title: m.block_spaces(), spaceIds: [] };
		case 'posts':
			return { id, kind, title: m.block_posts(), order: 'latest', spaceId: null, count: 4 };
		case 'members':
			return { id, kind, title: m.block_members(), count: 12 };
		case 'stats':
		case 'join':
			return kind === 'join' ? { id, kind, title, text: '' } : { id, kind, title };
		case 'faq':
			return { id, kind, title: m.block_faq(), items: [newQuestion()] };
		case 'image':
			return { id, kind, fileId: null, alt: '', width: 0, height: 0, caption: '' };
		case 'cards':
			return { id, kind, title, items: [newCard()] };
	}
}

export const newQuestion = () => ({ id: crypto.randomUUID(), question: '', answer: '' });
export const newCard = () => ({
	...{ id: crypto.randomUUID(), title: '', text: '', href: '' },
	icon: 'star' as const,
});

/** The same once more, as lines of their own. */
export function copyOf(block: Block): Block {
	const id = crypto.randomUUID();
	if (block.kind !== 'faq' && block.kind !== 'cards') return { ...block, id };
	const items = block.items.map((item) => ({ ...item, id: crypto.randomUUID() }));
	return { ...block, id, items } as Block;
}

/** What tells a block from others of its kind. */
export function detailOf(block: Block): string {
	if (block.kind === 'text') return block.source.trim().split('\n')[0]?.slice(0, 80) ?? '';
	if (block.kind === 'image') return block.alt || block.caption;
	return block.title;
}
