import type { CommunityInputs } from '@kith/domains';

type Listing = CommunityInputs['feeds']['list'];
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

/** What the server is asked for; undefined for everything, in the order that the reader chose. */
export function filterOf({ choice, byVotes }: Chosen): FeedFilter | undefined {
	if (!choice) return undefined;
	return { ...CHOICES[choice], ...(byVotes && { order: 'votes' }) };
}

/** The address of the list at `path` with that choice. */
export function filteredPath(path: string, { choice, byVotes }: Chosen): string {
	if (!choice) return path;
	return `${path}?kind=${choice}${byVotes ? '&order=votes' : ''}`;
}
