import { NotFoundError } from '@kith/kernel/errors';
import { entriesOn } from '../audit/index.ts';
import type { CommunityContext } from '../context.ts';
import { mailState } from '../deliveries/index.ts';
import { requireModule } from '../modules/index.ts';
import type { Care, SentReminder } from './care.schema.ts';
import { DUNNING_DAYS, keyOfNews } from './news.schema.ts';
import { membershipThere, purchaseById } from './sales.queries.ts';
import { PurchaseData, type PurchaseRef } from './sales.schema.ts';

const MOST_LINES = 50;

/**
 * What was done for a membership by those who look after it, and which mails its member got about what they owe. Throws
 * `sales.not_found`.
 */
export async function readCare(
	ctx: CommunityContext,
	{ membershipId }: PurchaseRef,
): Promise<Care> {
	ctx.authorize('read', 'Purchase');
	requireModule(ctx, 'memberships');
	const known = await membershipThere(ctx.db, membershipId).executeTakeFirst();
	if (!known) throw new NotFoundError('sales.not_found');
	const asked = { id: membershipId, nouns: ['memberships', 'sales'], limit: MOST_LINES };
	const entries = await entriesOn(ctx, asked);
	const row = await purchaseById(ctx.db, membershipId).executeTakeFirst();
	const { owedSince, taxId = null } = PurchaseData.parse(row?.data ?? {});
	return {
		log: entries.map(({ number, at, action, actor, details }) => ({
			...{ number, at, action, by: actor.name },
			...{ reason: details?.reason ?? '', after: details?.after ?? {} },
		})),
		reminders: owedSince === undefined ? [] : await remindersOf(ctx, membershipId, owedSince),
		taxId,
	};
}

async function remindersOf(
	{ services, community }: CommunityContext,
	membershipId: string,
	since: number,
): Promise<SentReminder[]> {
	const sent: SentReminder[] = [];
	for (const day of DUNNING_DAYS) {
		const about = { communityId: community.id, membershipId };
		const mail = await mailState(services, keyOfNews({ ...about, news: 'owed', since, day }));
		if (mail) sent.push({ day, state: mail.state, at: mail.at });
	}
	return sent;
}
