import * as z from 'zod';
import type { Services } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import type { VendorEvent } from '../domain.ts';
import { hasModule } from '../modules/index.ts';
import { communityPaidOn } from '../payments/index.ts';
import { payOwed } from './pay-owed.ts';
import { membershipIn } from './reference.ts';
import { purchasesOf } from './owed.queries.ts';
import { purchaseNamed } from './sales.queries.ts';
import { settlePayment } from './settle-payment.ts';
import { settlePurchase } from './settle-purchase.ts';

const ABOUT_SALES =
	/^(checkout\.session|customer\.subscription|invoice|charge|refund|payment_intent)\./;
/** Those that tell of a tax number, or of what its register says. */
const ABOUT_NUMBERS = /^customer\.tax_id\.(?:created|updated|deleted)$/;
/** Those that may tell of another card. */
const ABOUT_CARDS = /^customer\.(subscription\.)?updated$/;

const Name = z.union([z.string(), z.looseObject({ id: z.string() }).transform(({ id }) => id)]);
const Metadata = z.record(z.string(), z.string()).nullish();

/** The little that is taken from an event: what it is about. All else is read again. */
const Body = z.looseObject({
	data: z.looseObject({
		/** What was otherwise before; only in events that tell of a change. */
		previous_attributes: z
			.looseObject({
				default_payment_method: z.unknown(),
				invoice_settings: z.looseObject({ default_payment_method: z.unknown() }).optional(),
			})
			.partial()
			.optional(),
		object: z.looseObject({
			object: z.string(),
			id: z.string().optional(),
			customer: Name.nullish(),
			default_payment_method: Name.nullish(),
			invoice_settings: z.looseObject({ default_payment_method: Name.nullish() }).nullish(),
			client_reference_id: z.string().nullish(),
			metadata: Metadata,
			subscription: Name.nullish(),
			payment_intent: Name.nullish(),
			parent: z
				.looseObject({
					subscription_details: z
						.looseObject({ subscription: Name.nullish(), metadata: Metadata })
						.nullish(),
				})
				.nullish(),
		}),
	}),
});

type About = {
	sessionId?: string;
	subscriptionId?: string;
	paymentId?: string;
	reference?: string;
};

/** Takes from an event which purchase and which payment it is about, and settles those by what Stripe says now. */
export async function handleSaleEvent(services: Services, event: VendorEvent): Promise<void> {
	const isAboutSales = ABOUT_SALES.test(event.type);
	const card = ABOUT_CARDS.test(event.type) ? newCardIn(event.body) : null;
	const buyer = ABOUT_NUMBERS.test(event.type) ? buyerIn(event.body) : null;
	if (event.account === null || (!isAboutSales && card === null && buyer === null)) return;
	const community = await communityPaidOn(services, event.account);
	if (!community) return;
	const ctx = await createJobContext(services, community, 'handle-sale-event');
	if (!hasModule(ctx, 'memberships')) return;
	if (card !== null) await payOwed(ctx, { account: event.account, ...card });
	if (buyer !== null) {
		const whose = { account: event.account, customerId: buyer };
		for (const { id } of await purchasesOf(ctx.db, whose).execute())
			await settlePurchase(services, community, id);
	}
	if (!isAboutSales) return;
	const about = aboutOf(event.body);
	const who = { secret: services.secret, communityId: community.id };
	const known =
		about.subscriptionId === undefined
			? undefined
			: await purchaseNamed(ctx.db, about.subscriptionId).executeTakeFirst();
	const settled =
		about.paymentId === undefined
			? null
			: await settlePayment(ctx, { account: event.account, paymentId: about.paymentId });
	const membershipId = known?.id ?? membershipIn(who, about.reference) ?? settled;
	if (membershipId === null) return;
	await settlePurchase(services, community, membershipId, about);
}

/** The card that an event tells of as another one, and whose it is; null where it tells of none. */
function newCardIn(body: string): { customerId: string; methodId: string } | null {
	const told = Body.safeParse(JSON.parse(body)).data?.data;
	const before = told?.previous_attributes;
	const isOther =
		before !== undefined &&
		('default_payment_method' in before ||
			(before.invoice_settings && 'default_payment_method' in before.invoice_settings));
	if (!told || !isOther) return null;
	const { object: kind, id, customer, default_payment_method, invoice_settings } = told.object;
	const customerId = kind === 'customer' ? id : customer;
	const methodId =
		kind === 'customer' ? invoice_settings?.default_payment_method : default_payment_method;
	return customerId && methodId ? { customerId, methodId } : null;
}

/** Whose tax number an event tells of. */
function buyerIn(body: string): string | null {
	const told = Body.safeParse(JSON.parse(body)).data?.data;
	return told?.object.customer ?? null;
}

function aboutOf(body: string): About {
	const told = Body.safeParse(JSON.parse(body));
	if (!told.success) return {};
	const { object: kind, id, ...thing } = told.data.data.object;
	const details = thing.parent?.subscription_details;
	const reference =
		thing.client_reference_id ?? thing.metadata?.['kith'] ?? details?.metadata?.['kith'];
	const subscriptionId =
		kind === 'subscription' ? id : (thing.subscription ?? details?.subscription ?? undefined);
	const paymentId = kind === 'payment_intent' ? id : (thing.payment_intent ?? undefined);
	return {
		...(kind === 'checkout.session' && id !== undefined && { sessionId: id }),
		...(subscriptionId !== undefined && { subscriptionId }),
		...(paymentId !== undefined && { paymentId }),
		...(reference !== undefined && { reference }),
	};
}
