import type { Consumer } from '../domain.ts';
import { eventCatalogue } from '../events.ts';
import { departureOf, DEPARTURES, forgottenBy } from '../members/index.ts';
import { hasModule } from '../modules/index.ts';
import { affiliateOf, changeAffiliate } from './affiliates.queries.ts';
import { holdOf } from './commissions.queries.ts';
import { forgetPayer, forgetReferral } from './referrals.queries.ts';

/** Who leaves takes part no more; what they are owed stays owed. Who is forgotten is known by no code and as nobody’s payer. */
const leaveProgramme: Consumer = {
	on: DEPARTURES,
	async handle(ctx, event) {
		if (!hasModule(ctx, 'memberships')) return;
		const { memberId } = departureOf(event);
		await ctx.transaction(async ({ db }) => {
			const row = await affiliateOf(db, memberId).forNoKeyUpdate().executeTakeFirst();
			const isForgotten = forgottenBy(ctx, event) !== null;
			const code = isForgotten && row ? { code: `former-${row.id.slice(-12)}` } : {};
			if (row) await changeAffiliate(db, row.id, { status: 'left', ...code }).execute();
			if (!isForgotten) return;
			await forgetReferral(db, memberId).execute();
			await forgetPayer(db, memberId).execute();
		});
	},
};

/** What was bought through a link and is over before its commission can be paid is looked at. */
const holdCancelled: Consumer = {
	on: ['memberships.ended'],
	async handle(ctx, event) {
		if (!hasModule(ctx, 'memberships')) return;
		const told = eventCatalogue['memberships.ended'].payload.parse(event.payload);
		await ctx.transaction(async ({ db }) => {
			await holdOf(db, told, event.occurredAt).execute();
		});
	},
};

export const affiliatesConsumers = {
	'leave-programme': leaveProgramme,
	'hold-cancelled': holdCancelled,
} as const;
