import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { policies } from '../abilities.ts';
import { standingOf } from '../create-context.ts';
import { readStandingOf } from '../members/index.ts';
import { buildAbility } from '../permissions/ability.ts';
import { grantsOf } from '../permissions/grants.ts';

/** What an author may do now, for what is published in their name while somebody else acts. */
// authorize: reads whose rights are asked next.
export async function authorOf(ctx: CommunityContext, tx: CommunityTransaction, authorId: string) {
	const { clock, community, snapshot } = ctx;
	const row = await readStandingOf(tx.db, authorId);
	// Said before new guidelines came: it is not taken back by them.
	const standing = row && { ...standingOf(row), guidelinesVersion: Infinity };
	const grants = grantsOf(snapshot, standing);
	const isActive = row?.status === 'active';
	return { clock, community, snapshot, grants, ability: buildAbility(policies, grants), isActive };
}

export type Author = Awaited<ReturnType<typeof authorOf>>;
