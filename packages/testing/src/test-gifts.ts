import { communityCaller } from '@kith/domains';
import { newId } from '@kith/kernel/ids';
import type { TestMember } from './test-community.ts';
import { mailQueueOf } from './mail-queue.ts';
import type { TestInstallation } from './test-installation.ts';
import { pay } from './test-purchases.ts';
import { makePrice, type TestSales } from './test-sales.ts';

type Wish = { email?: string; sendOn?: string };

/** What members of a community that sells give each other. */
export function giftsIn(installation: TestInstallation, shop: TestSales) {
	const { here, ada, founder } = shop;
	const giftsOf = async (who: TestMember) => communityCaller(await here.as(who)).gifts;

	/** A tier that is sold by the month, and can be given. */
	async function giftPrice(months = 3, amount = 2_700) {
		const { tierId, priceId: monthly } = await shop.tierWith(900);
		const priceId = await makePrice(here, tierId, { amount, kind: 'gift', months });
		return { tierId, monthly, priceId };
	}

	const wish = (priceId: string, more: Wish = {}) => ({
		...{ id: newId(), priceId, sender: 'Ada', email: null, message: 'Enjoy', sendOn: null },
		...more,
	});

	return {
		...{ giftsOf, giftPrice, wish },
		/** Who looks after memberships. */
		staff: async () => giftsOf(founder),
		/** A gift that Ada paid for, and its code. */
		async given(priceId: string, more: Wish = {}) {
			const gifts = await giftsOf(ada);
			const { giftId, url } = await gifts.buy(wish(priceId, more));
			await pay(installation, url);
			const card = await gifts.check({ giftId });
			return { giftId, code: (card.url ?? '').split('/gift/')[1] ?? '' };
		},
		someone: () => here.member('member', `Mem ${newId().slice(-8)}`),
		rowOf: (giftId: string) =>
			here.db.selectFrom('gifts').selectAll().where('id', '=', giftId).executeTakeFirst(),
		runMails: mailQueueOf(installation, here.id, 'mail-gift'),
		/** What somebody got, oldest first. */
		mailsTo: async (to: string) =>
			(await installation.mailbox.list({ limit: 100, to })).toReversed(),
	};
}
