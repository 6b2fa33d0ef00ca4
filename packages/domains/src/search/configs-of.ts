import type { CommunityContext } from '../context.ts';
import { textConfigOf } from '../rich-text/index.ts';

/** What rows may be stemmed by: the community's language now, those that texts were written in before or beside it, or nothing. */
export function configsOf({
	community,
	snapshot,
}: Pick<CommunityContext, 'community' | 'snapshot'>): string[] {
	return [...new Set([textConfigOf(community.locale), ...snapshot.searchLanguages, 'simple'])];
}
