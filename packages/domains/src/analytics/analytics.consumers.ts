import { forgetOrigin } from '@kith/db/activity';
import { addSeconds } from '@kith/kernel/clock';
import type { Consumer } from '../domain.ts';
import { DEPARTURES, forgottenBy } from '../members/index.ts';
import { hasModule } from '../modules/index.ts';
import { forgetOriginOf } from './analytics.queries.ts';
import { joinedAtOf } from './facts.queries.ts';
import { COUNTED_EVENTS } from './facts.ts';
import { recordActivity } from './record-activity.ts';

const record: Consumer = { on: COUNTED_EVENTS, handle: recordActivity };

const MONTH_SECONDS = 31 * 24 * 3600;

/** Who asks to be forgotten counts on, as somebody nobody knows; what led them here goes. */
const forget: Consumer = {
	on: DEPARTURES,
	async handle(ctx, event) {
		const memberId = forgottenBy(ctx, event)?.memberId;
		const member = memberId && (await joinedAtOf(ctx.db, memberId).executeTakeFirst());
		if (!memberId || !member) return;
		const [from, to] = [member.joinedAt, addSeconds(member.joinedAt, MONTH_SECONDS)];
		await forgetOrigin(ctx.db, ctx.community.id, { memberId, from, to });
		if (hasModule(ctx, 'analytics')) await forgetOriginOf(ctx.db, memberId).execute();
	},
};

export const analyticsConsumers = { 'record-activity': record, 'forget-origin': forget } as const;
