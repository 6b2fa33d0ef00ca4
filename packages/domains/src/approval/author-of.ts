import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { readStandingOf, standingOf } from '../members/index.ts';
import { abilityOf } from '../permissions/compile.ts';

/** What an author may do now, for what is published in their name while somebody else acts. */
// authorize: reads whose rights are asked next.
export async function authorOf(ctx: CommunityContext, tx: CommunityTransaction, authorId: string) {
	const { clock, community, snapshot } = ctx;
	const row = await readStandingOf(tx.db, authorId);
	// Said before new guidelines came: it is not taken back by them.
	const standing = row && {
		...standingOf(row),
		guidelinesVersion: Infinity,
		termsVersion: Infinity,
	};
	const { grants, ability } = abilityOf(snapshot, standing);
	const isActive = row?.status === 'active';
	return { clock, community, snapshot, grants, ability, isActive };
}

export type Author = Awaited<ReturnType<typeof authorOf>>;
