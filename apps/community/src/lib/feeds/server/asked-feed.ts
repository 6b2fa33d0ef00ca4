import { FeedMode, TopWindow, type ListFeed } from '@kith/domains/feeds/schema';

/** The feed that a page's address names; what it does not name is left to the member's last choice. */
export function askedFeed({ searchParams }: URL): Pick<ListFeed, 'mode' | 'window' | 'cursor'> {
	const mode = FeedMode.safeParse(searchParams.get('feed')).data;
	const window = TopWindow.safeParse(searchParams.get('window')).data;
	return {
		...(mode && { mode }),
		...(window && { window }),
		cursor: searchParams.get('cursor'),
	};
}
