import type { Stripe } from 'stripe';
import { ConflictError, NotFoundError } from '@kith/kernel/errors';
import { askStripe } from '../ask-stripe.ts';
import type { CommunityContext } from '../context.ts';
import { requireModule } from '../modules/index.ts';
import { payeeOf } from '../payments/index.ts';
import { isAllowed } from '../permissions/ability.ts';
import { on } from './at-stripe.ts';
import type {
	AnswerDispute,
	Dispute,
	DisputeState,
	Evidence,
	OpenDispute,
} from './disputes.schema.ts';
import { evidenceFor } from './evidence.ts';
import { disputedPayments, membershipsDisputed } from './evidence.queries.ts';
import { purchaseById } from './sales.queries.ts';
import { PurchaseData, type PurchaseRef } from './sales.schema.ts';
import { settlePayment } from './settle-payment.ts';
import { purchaseInCare, targetOf } from './staff-purchase.ts';

const MOST = 20;

/** What banks took back of a membership's payments, newest first, with what could be answered. Throws `sales.not_found`. */
export async function listDisputes(
	ctx: CommunityContext,
	{ membershipId }: PurchaseRef,
): Promise<Dispute[]> {
	ctx.authorize('read', 'Purchase');
	requireModule(ctx, 'memberships');
	const row = await purchaseById(ctx.db, membershipId).executeTakeFirst();
	if (!row) throw new NotFoundError('sales.not_found');
	const { account } = PurchaseData.parse(row.data);
	const known = await disputedPayments(ctx.db, membershipId, MOST).execute();
	if (account === undefined || known.length === 0) return [];
	const { disputes } = ctx.services.payments;
	const told: Stripe.Dispute[] = [];
	for (const { externalId } of known)
		if (externalId !== null)
			told.push(await askStripe(() => disputes.retrieve(externalId, {}, on(account))));
	const isAsked = told.some((one) => stateOf(one) === 'due');
	const evidence = isAsked ? shownTo(ctx, await evidenceFor(ctx, row)) : null;
	return told.map((one) => viewOf(one, evidence));
}

/** What waits for an answer on the community's account, the most urgent first; at most a hundred are looked at. */
export async function listOpenDisputes(ctx: CommunityContext): Promise<OpenDispute[]> {
	ctx.authorize('read', 'Purchase');
	requireModule(ctx, 'memberships');
	const { services, community, db } = ctx;
	const payee = await payeeOf(services, community);
	if (!payee) return [];
	const asked = { limit: 100 };
	const { data } = await askStripe(() =>
		services.payments.disputes.list(asked, on(payee.accountId)),
	);
	const open = data.filter((one) => stateOf(one) === 'due' || stateOf(one) === 'waiting');
	if (open.length === 0) return [];
	const ids = open.map(({ id }) => id);
	const known = await membershipsDisputed(db, ids).execute();
	return open
		.flatMap((one): OpenDispute[] => {
			const of = known.find(({ externalId }) => externalId === one.id);
			if (!of) return [];
			const { id, amount, currency } = one;
			const { membershipId, name: member } = of;
			const facts = { state: stateOf(one), dueAt: dueOf(one) };
			return [{ id, membershipId, member, amount, currency, ...facts }];
		})
		.toSorted((a, b) => (a.dueAt?.getTime() ?? Infinity) - (b.dueAt?.getTime() ?? Infinity));
}

/**
 * Sends what is known here to the bank, with a word of who answers; that can be done once. Throws `sales.not_found`,
 * `sales.dispute_over`, `payments.unavailable` and `payments.refused`.
 */
// authorize: purchaseInCare asks.
export async function answerDispute(
	ctx: CommunityContext,
	{ membershipId, disputeId, note }: AnswerDispute,
): Promise<void> {
	const row = await purchaseInCare(ctx, membershipId);
	const { account } = PurchaseData.parse(row.data);
	const known = await disputedPayments(ctx.db, membershipId, MOST).execute();
	const entry = known.find(({ externalId }) => externalId === disputeId);
	if (!entry || account === undefined) throw new NotFoundError('sales.not_found');
	const { disputes } = ctx.services.payments;
	const told = await askStripe(() => disputes.retrieve(disputeId, {}, on(account)));
	if (stateOf(told) !== 'due') throw new ConflictError('sales.dispute_over');
	const evidence = paramsOf(await evidenceFor(ctx, row), note);
	await askStripe(() => disputes.update(disputeId, { evidence, submit: true }, on(account)));
	await ctx.transaction(async (tx) =>
		tx.audit({
			...{ action: 'sales.answered', target: await targetOf(tx, row), reason: note.slice(0, 500) },
			after: { tier: row.tierName, amount: told.amount, currency: told.currency },
		}),
	);
	if (entry.paymentId !== null) await settlePayment(ctx, { account, paymentId: entry.paymentId });
}

/** Who may not see addresses sees that there is one. */
function shownTo({ ability }: CommunityContext, evidence: Evidence): Evidence {
	if (isAllowed(ability, 'moderate', 'Member')) return evidence;
	return { ...evidence, email: evidence.email.replace(/^(.).*(?=@)/, '$1…') };
}

function paramsOf(
	{ name, email, product, serviceDate, activity, payments }: Evidence,
	note: string,
): Stripe.DisputeUpdateParams.Evidence {
	return {
		...(name !== '' && { customer_name: name }),
		...(email !== '' && { customer_email_address: email }),
		...{ product_description: product, service_date: serviceDate },
		...{ access_activity_log: activity, uncategorized_text: `${note}\n\n${payments}` },
	};
}

function viewOf(one: Stripe.Dispute, evidence: Evidence | null): Dispute {
	const { id, amount, currency, reason, created, evidence_details } = one;
	const state = stateOf(one);
	return {
		...{ id, state, amount, currency, reason, at: new Date(created * 1000), dueAt: dueOf(one) },
		isAnswered: evidence_details.submission_count > 0,
		evidence: state === 'due' ? evidence : null,
	};
}

function stateOf({ status }: Stripe.Dispute): DisputeState {
	if (status === 'won' || status === 'warning_closed') return 'won';
	if (status === 'lost') return 'lost';
	return status === 'needs_response' || status === 'warning_needs_response' ? 'due' : 'waiting';
}

function dueOf({ evidence_details: { due_by } }: Stripe.Dispute): Date | null {
	return due_by === null || due_by === 0 ? null : new Date(due_by * 1000);
}
