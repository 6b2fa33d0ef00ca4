import type Stripe from 'stripe';
import { isSame, lister } from '../engine/lists.ts';
import { mergeMetadata } from '../engine/metadata.ts';
import { part, route, type Call } from '../engine/routes.ts';
import { idOf, type Shop } from '../engine/shop.ts';
import { refused } from '../engine/stripe-error.ts';
import { move } from './balance.ts';

const ANSWER_SECONDS = 9 * 24 * 60 * 60;
/** What a bank asks for handling a dispute, won or lost. */
const DISPUTE_FEE = 1_500;

/** A cardholder's bank takes a payment back until it is settled who was right. */
export function openDispute(shop: Shop, charge: Stripe.Charge, reason: string): Stripe.Dispute {
	const dispute = shop.make('dispute', {
		...{ amount: charge.amount, charge: charge.id, currency: charge.currency, reason },
		...{ status: 'needs_response', is_charge_refundable: false, metadata: {} },
		...{ payment_intent: idOf(charge.payment_intent), enhanced_eligibility_types: [] },
		evidence: {} as Stripe.Dispute.Evidence,
		evidence_details: {
			...{ due_by: shop.now() + ANSWER_SECONDS, enhanced_eligibility: {}, has_evidence: false },
			...{ past_due: false, submission_count: 0, submission_method: 'manual' },
		},
	} as Partial<Stripe.Dispute>);
	const taken = withdraw(shop, dispute, charge.amount);
	shop.patch('charge', charge, { disputed: true });
	shop.later('dispute.lapse', dispute.id, shop.now() + ANSWER_SECONDS);
	shop.tell('charge.dispute.created', taken);
	shop.tell('charge.dispute.funds_withdrawn', taken);
	return taken;
}

function withdraw(shop: Shop, dispute: Stripe.Dispute, amount: number): Stripe.Dispute {
	const movement = move(shop, dispute, {
		...{ amount: -amount, source: dispute.id, type: 'adjustment', reporting_category: 'dispute' },
		fees: [{ amount: DISPUTE_FEE, type: 'stripe_fee' }],
	});
	return shop.patch('dispute', dispute, { balance_transactions: [movement] });
}

/** The bank decides: won gives the money back, lost keeps it. */
export function closeDispute(shop: Shop, dispute: Stripe.Dispute, status: 'lost' | 'won') {
	shop.never('dispute.lapse', dispute.id);
	const given =
		status === 'won'
			? [
					move(shop, dispute, {
						...{ amount: dispute.amount, source: dispute.id, type: 'adjustment' },
						reporting_category: 'dispute_reversal',
					}),
				]
			: [];
	const closed = shop.patch('dispute', dispute, {
		status,
		balance_transactions: [...dispute.balance_transactions, ...given],
	});
	if (status === 'won') shop.tell('charge.dispute.funds_reinstated', closed);
	shop.tell('charge.dispute.closed', closed, { status: dispute.status });
	return closed;
}

const isOpen = ({ status }: Stripe.Dispute): boolean =>
	status === 'needs_response' || status === 'under_review';

/** Evidence of these words decides the case, as it does in Stripe's test mode; other evidence is looked at in vain. */
const DECIDES = { winning_evidence: 'won', losing_evidence: 'lost' } as const;

function updateDispute(call: Call<Stripe.DisputeUpdateParams>) {
	const { shop, params } = call;
	const old = shop.need('dispute', part(call));
	if (!isOpen(old)) throw refused('This dispute is already closed.');
	const given = (params.evidence ?? {}) as Record<string, unknown>;
	const evidence = { ...old.evidence, ...given } as Stripe.Dispute.Evidence;
	const submits = params.submit !== false && params.evidence !== undefined;
	const updated = shop.patch('dispute', old, {
		...{ evidence, metadata: mergeMetadata(old.metadata, params.metadata) },
		...(submits && { status: 'under_review' }),
		evidence_details: {
			...old.evidence_details,
			has_evidence: Object.keys(evidence).length > 0,
			submission_count: old.evidence_details.submission_count + (submits ? 1 : 0),
		},
	});
	shop.tell('charge.dispute.updated', updated);
	const text = given['uncategorized_text'] as keyof typeof DECIDES | undefined;
	const decision = submits && text !== undefined ? DECIDES[text] : undefined;
	return decision === undefined ? updated : closeDispute(shop, updated, decision);
}

/** Nobody answered in time. */
export function lapseDispute(shop: Shop, id: string): void {
	const dispute = shop.get('dispute', id);
	if (dispute !== undefined && isOpen(dispute)) closeDispute(shop, dispute, 'lost');
}

const fits = (dispute: Stripe.Dispute, params: Stripe.DisputeListParams): boolean =>
	isSame(dispute.charge, params.charge) && isSame(dispute.payment_intent, params.payment_intent);

const PATH = '/v1/disputes';
export const DISPUTES = [
	route('GET', PATH, 'DisputeListParams', lister('dispute', fits)),
	route('GET', `${PATH}/:id`, null, (call) => call.shop.need('dispute', part(call))),
	route('POST', `${PATH}/:id`, 'DisputeUpdateParams', updateDispute),
	route('POST', `${PATH}/:id/close`, null, (call) =>
		closeDispute(call.shop, call.shop.need('dispute', part(call)), 'lost'),
	),
];
