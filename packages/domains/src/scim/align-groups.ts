import { requestJob } from '@kith/db/jobs';
import type { CommunityContext, CommunityTransaction, Services } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import { BY_DIRECTORY, settle } from '../grants/index.ts';
import { dueBy } from '../sso/index.ts';
import { groupOfProvider } from './account-rows.ts';
import { directoryOf, knownAfter } from './scim.queries.ts';
import { GROUPS_CLAIM, type ScimSetting } from './scim.schema.ts';
import { scimNow } from './setting.ts';

const PAGE = 200;
/** As many are aligned in the request that changes a group; more of them follow in a job. */
const AT_ONCE = 100;

/** Brings what the groups of a member give them in line with the rules, in the caller's transaction. */
// authorize: an admin wrote the rules; the directory says who is in which group.
async function alignMember(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	memberId: string,
	rules: ScimSetting['rules'],
): Promise<void> {
	const row = await directoryOf(tx.db, memberId).executeTakeFirst();
	if (!row) return;
	const claims = { [GROUPS_CLAIM]: row.groups.map(groupOfProvider) };
	const { tierIds: _, ...due } = dueBy({ rules }, claims, ctx.snapshot);
	await settle(ctx, tx, { memberId, source: BY_DIRECTORY }, due);
}

/** The same for some members: at once, or where they are many in a job right after. */
// authorize: as above.
export async function alignMembers(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	memberIds: readonly string[],
	rules: ScimSetting['rules'],
): Promise<void> {
	if (memberIds.length > AT_ONCE) return alignAllSoon(ctx, tx);
	for (const memberId of memberIds) await alignMember(ctx, tx, memberId, rules);
}

/** Asks for everybody whom the directory knows to be brought in line, as it stands then. */
// authorize: as above.
export async function alignAllSoon(ctx: CommunityContext, tx: CommunityTransaction): Promise<void> {
	const payload = { communityId: ctx.community.id };
	const key = `align-directory:${ctx.community.id}`;
	await requestJob(tx.db, 'align-directory', payload, { key, now: ctx.clock.now() });
}

/** The job that brings everybody in line whom the directory knows, page by page; it may run again. */
export async function alignAll(
	services: Services,
	{ communityId }: { communityId: string },
): Promise<void> {
	const community = await services.directory.byId(communityId);
	if (!community) return;
	const ctx = await createJobContext(services, community, 'directory');
	for (let after: string | null = null, isMore = true; isMore;) {
		const page = await knownAfter(ctx.db, after, PAGE).execute();
		await ctx.transaction(async (tx) => {
			const { rules } = await scimNow(tx);
			for (const { memberId } of page) await alignMember(ctx, tx, memberId, rules);
		});
		after = page.at(-1)?.key ?? null;
		isMore = page.length === PAGE;
	}
}
