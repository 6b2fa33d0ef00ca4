import type { Services } from '../context.ts';
import type { CommunityIdentity } from '../snapshot.ts';
import { accountNamed, accountsAfter } from './payments.queries.ts';

const PAGE = 100;

/** The community that is, or was, paid on an account; null for an account that is none of ours. */
// authorize: called for events whose signature was checked.
export async function communityPaidOn(
	{ platform, directory }: Services,
	account: string,
): Promise<CommunityIdentity | null> {
	const row = await accountNamed(platform, account).executeTakeFirst();
	return row ? directory.byId(row.communityId) : null;
}

/** Every community with an account on which something may still be paid, with that account. */
export async function* communitiesPaid({
	platform,
	directory,
}: Services): AsyncGenerator<{ community: CommunityIdentity; account: string }> {
	let after: string | null = null;
	for (;;) {
		const page: { id: string; communityId: string; accountId: string | null }[] =
			await accountsAfter(platform, after, PAGE).execute();
		for (const { communityId, accountId } of page) {
			const community = await directory.byId(communityId);
			if (community && accountId !== null) yield { community, account: accountId };
		}
		after = page.at(-1)?.id ?? null;
		if (page.length < PAGE) return;
	}
}
