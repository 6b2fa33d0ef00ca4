import type { CommunityInputs } from '@kith/domains';
import type { PostCard } from '@kith/domains/posts/schema';

type Listing = CommunityInputs['posts']['list'];
/** What narrows or orders a list of posts. */
export type FeedFilter = Pick<Listing, 'kind' | 'state' | 'order'>;

/** What can be chosen above a list, in the order it is offered. */
export const CHOICES = {
	question: { kind: 'question' },
	unanswered: { kind: 'question', state: 'unsolved' },
	idea: { kind: 'idea' },
	article: { kind: 'article' },
	showcase: { kind: 'showcase' },
	announcement: { kind: 'announcement' },
} as const satisfies Record<string, FeedFilter>;
export type Choice = keyof typeof CHOICES;

export type Chosen = { choice: Choice | null; byVotes: boolean };

/** What the address of a list asks for; anything senseless is left out. */
export function chosenIn(params: URLSearchParams): Chosen {
	const asked = params.get('kind');
	const choice = (Object.keys(CHOICES) as Choice[]).find((one) => one === asked) ?? null;
	return { choice, byVotes: choice === 'idea' && params.get('order') === 'votes' };
}

/** What the server is asked for; undefined for everything, newest first. */
export function filterOf({ choice, byVotes }: Chosen): FeedFilter | undefined {
	if (!choice) return undefined;
	return { ...CHOICES[choice], ...(byVotes && { order: 'votes' }) };
}

/** The address of the list at `path` with that choice. */
export function filteredPath(path: string, { choice, byVotes }: Chosen): string {
	if (!choice) return path;
	return `${path}?kind=${choice}${byVotes ? '&order=votes' : ''}`;
}

/** A narrowed list as the page of a feed: newest or most wanted first, which needs no explanation. */
export function unexplained({
	items,
	nextCursor,
}: {
	items: PostCard[];
	nextCursor: string | null;
}) {
	return {
		...{ mode: 'latest' as const, window: 'week' as const, nextCursor },
		items: items.map((post) => ({ ...post, why: [], isSaved: false })),
	};
}
