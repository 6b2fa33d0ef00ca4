import { communityCaller } from '@kith/domains';
import { createJobContext } from '@kith/domains/create-context';
import { mergeMemberships } from '@kith/domains/memberships';
import { newId } from '@kith/kernel/ids';
import type { LifeShop } from './life-shop.ts';
import { PRICES, type PriceName, type Step, type TierName } from './lifecycles.ts';
import type { TestMember } from './test-community.ts';
import type { TestInstallation } from './test-installation.ts';

type Card = 'pm_card_chargeCustomerFail' | 'pm_card_visa';
type Deed = Exclude<Step, { do: 'wait' }>;
const REASON = 'As they asked';
const GOOD = '4242 4242 4242 4242';

/** Somebody who lives a lifecycle, with a second account if it needs one. */
export async function bornInto(installation: TestInstallation, shop: LifeShop, name: string) {
	const { here, founder, account } = shop;
	const { services } = installation;
	const { payments } = services;
	const on = { stripeAccount: account };
	const me = await here.member('member', name);
	const twin = await here.member('member', `${name} twin`);
	const accounts = [me, twin];
	let tried: { tierId: string; room: string; priceId: string } | null = null;
	let page = '';

	const salesOf = async (who: TestMember) => communityCaller(await here.as(who)).sales;
	const tierOf = (tier: TierName): string =>
		tier === 'tried' ? (tried?.tierId ?? '') : shop.tiers[tier].tierId;
	const roomOf = (tier: TierName): string =>
		tier === 'tried' ? (tried?.room ?? '') : shop.tiers[tier].room;
	const priceOf = async (price: PriceName): Promise<string> => {
		if (PRICES[price].tier !== 'tried') return shop.prices.get(price) ?? '';
		return (tried ??= await shop.triedTier()).priceId;
	};
	/** What was bought last, of a tier if one is named. */
	const bought = (tier?: TierName) =>
		here.db
			.selectFrom('memberships')
			.selectAll()
			.where('memberId', '=', me.memberId)
			.where('source', '=', 'purchase')
			.$if(tier !== undefined, (query) => query.where('tierId', '=', tierOf(tier ?? 'supporter')))
			.orderBy('createdAt', 'desc')
			.orderBy('id', 'desc')
			.executeTakeFirstOrThrow();
	/** The last payment that came, as Stripe's books have it. */
	async function lastCharge() {
		const { externalCustomerId } = await bought();
		const { data } = await payments.charges.list({ customer: externalCustomerId ?? '' }, on);
		const charge = data.find(({ paid }) => paid);
		if (!charge) throw new Error('nothing was paid');
		return charge;
	}
	async function pay(url: string, number: string): Promise<void> {
		const card = { number, expiry: '12/34', cvc: '123', name: 'Ada', email: me.email };
		const body = new URLSearchParams(card);
		await (await installation.stripe()).pages(new Request(`${url}/pay`, { method: 'POST', body }));
	}
	async function bank(verb: string, form: Record<string, string>): Promise<void> {
		const url = `${services.platformOrigin}/dev/stripe/account/${account}/${verb}`;
		const body = new URLSearchParams(form);
		await (await installation.stripe()).pages(new Request(url, { method: 'POST', body }));
	}
	async function putCard(card: Card): Promise<string> {
		const { externalCustomerId: customer, externalSubscriptionId } = await bought();
		const subscription = externalSubscriptionId ?? '';
		const method = await payments.paymentMethods.attach(card, { customer: customer ?? '' }, on);
		await payments.subscriptions.update(
			...([subscription, { default_payment_method: method.id }, on] as const),
		);
		return subscription;
	}
	const job = () => createJobContext(services, here.community, 'lifecycles');

	/** Does one step; throws what the product refuses. */
	async function act(step: Deed): Promise<void> {
		switch (step.do) {
			case 'buy': {
				const code = step.code === undefined ? undefined : shop.codes.get(step.code);
				const priceId = await priceOf(step.price);
				const wish = { priceId, ...(code && { code }) };
				const sales = await salesOf(step.twin ? twin : me);
				const { url } = await sales.buy({ ...wish, ...(step.amount && { amount: step.amount }) });
				return pay(url, step.card ?? GOOD);
			}
			case 'open':
				page = (await (await salesOf(me)).buy({ priceId: await priceOf(step.price) })).url;
				return;
			case 'pay':
				return pay(page, GOOD);
			case 'change': {
				const sales = await salesOf(me);
				const { id: membershipId } = await bought();
				const priceId = await priceOf(step.to);
				const { at } = await sales.previewChange({ membershipId, priceId });
				return sales.change({ membershipId, priceId, at });
			}
			case 'comp': {
				const { memberships } = communityCaller(await here.as(founder));
				const days = step.for;
				const now = services.clock.now().getTime();
				const endsAt = days === null ? null : new Date(now + days * 86_400_000);
				const given = { memberId: me.memberId, tierId: tierOf('supporter'), endsAt };
				await memberships.give({ id: newId(), ...given, reason: REASON });
				return;
			}
			case 'merge': {
				const ctx = await job();
				const pair = { from: twin.memberId, into: me.memberId };
				return ctx.transaction((tx) => mergeMemberships(ctx, tx, pair));
			}
			case 'leave':
				return communityCaller(await here.as(me)).members.leave({ contributions: 'keep' });
			case 'spoil':
				await putCard('pm_card_chargeCustomerFail');
				return;
			case 'mend': {
				const subscription = await putCard('pm_card_visa');
				const { data } = await payments.invoices.list({ subscription, status: 'open' }, on);
				for (const { id } of data) await payments.invoices.pay(id, {}, on);
				return;
			}
			case 'endAtStripe': {
				const { externalSubscriptionId } = await bought();
				await payments.subscriptions.cancel(externalSubscriptionId ?? '', {}, on);
				return;
			}
			case 'refundAtStripe':
				await payments.refunds.create({ charge: (await lastCharge()).id }, on);
				return;
			case 'dispute':
				return bank('dispute', { charge: (await lastCharge()).id });
			case 'answer':
			case 'decide': {
				const charge = (await lastCharge()).id;
				const [one] = (await payments.disputes.list({ charge }, on)).data;
				if (step.do === 'decide') return bank('decide', { dispute: one?.id ?? '', as: step.as });
				const evidence = { uncategorized_text: 'They were here every day.' };
				await payments.disputes.update(one?.id ?? '', { evidence, submit: true }, on);
				return;
			}
			default:
				return care(step);
		}
	}

	/** What members and staff do to what was bought. */
	async function care(step: Deed): Promise<void> {
		const tier = step.do === 'cancel' ? step.tier : undefined;
		const { id: membershipId } = await bought(tier);
		const mine = await salesOf(me);
		const staff = communityCaller(await here.as(founder)).sales;
		if (step.do === 'cancel') return mine.cancel({ membershipId, reason: 'unused', comment: '' });
		if (step.do === 'keep') return mine.keep({ membershipId });
		if (step.do === 'pause') return mine.pause({ membershipId, months: step.for ?? 1 });
		if (step.do === 'resume') return mine.resume({ membershipId });
		if (step.do === 'endNow') return staff.endFor({ membershipId, when: 'now', reason: REASON });
		if (step.do === 'endLater')
			return staff.endFor({ membershipId, when: 'period_end', reason: REASON });
		if (step.do === 'extend') {
			const { days } = step;
			const { from } = await staff.previewExtension({ membershipId, days });
			return staff.extendFor({ membershipId, days, from, reason: REASON });
		}
		if (step.do === 'stay') {
			const offer = await mine.retention({ membershipId });
			if (!offer) throw new Error('nothing is offered');
			return mine.acceptOffer({ membershipId, offerId: offer.offerId });
		}
		if (step.do !== 'refund') throw new Error(`nobody can ${step.do}`);
		const entries = await staff.entries({ membershipId });
		const payment = entries.find(({ kind }) => kind === 'payment');
		if (!payment) throw new Error('no payment is known');
		const amount = step.amount === undefined ? {} : { amount: step.amount };
		await staff.refund({ membershipId, entryId: payment.id, ...amount, reason: REASON });
	}
	return { me, accounts, act, bought, roomOf };
}

export type LifePerson = Awaited<ReturnType<typeof bornInto>>;
