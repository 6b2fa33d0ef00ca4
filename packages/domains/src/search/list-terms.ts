import type { CommunityContext } from '../context.ts';
import type { SearchTerm, SearchTermsInput } from './search.schema.ts';
import { termsSince } from './terms.queries.ts';

/** What people looked for, most often first; or what was looked for in vain. At most a hundred terms. */
export async function listTerms(
	ctx: CommunityContext,
	{ days, missesOnly }: SearchTermsInput,
): Promise<SearchTerm[]> {
	ctx.authorize('read', 'SearchTerm');
	const since = new Date(ctx.clock.now().getTime() - days * 86_400_000).toISOString().slice(0, 10);
	return termsSince(ctx.db, { since, missesOnly }).execute();
}
