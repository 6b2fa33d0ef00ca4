import { randomUUID } from 'node:crypto';
import { communityApi } from '../api.ts';
import { expect } from '../journey.ts';
import { connectStripe, payAtOnce } from '../shop.ts';
import type { Stage } from './content.ts';
import { readerOf } from './reader.ts';
import { partsOf } from './sheet.ts';

/** One price of each kind, of one tier. */
type Shop = { month: string; gift: string; group: string };

async function openShop({ page, api, site }: Stage): Promise<Shop> {
	await connectStripe(page, site);
	const tierId = randomUUID();
	await api.tiers.create({
		...{ id: tierId, name: 'Quiet', slug: 'quiet', description: '', trialDays: 0 },
		...{ benefits: [], entitlements: [], visibility: 'public' },
	});
	const ids = { month: randomUUID(), gift: randomUUID(), group: randomUUID() };
	const money = { currency: 'eur', amount: 900 };
	const group = { kind: 'group', every: 'month', leastSeats: 2, mostSeats: 9, ...money } as const;
	for (const [id, terms] of [
		[ids.month, { kind: 'recurring', every: 'month', ...money }],
		[ids.gift, { kind: 'gift', months: 3, ...money }],
		[ids.group, group],
	] as const)
		await api.tiers.addPrice({ tierId, id, terms });
	const tier = (await api.tiers.list()).find(({ id }) => id === tierId);
	await api.tiers.setStatus({ tierId, status: 'published', version: tier?.version ?? 1 });
	return ids;
}

/** Until Stripe's word about a payment has come. */
const once = (isSo: () => Promise<boolean>) =>
	expect.poll(isSo, { timeout: 15_000, intervals: [100, 250] }).toBe(true);

/** So many gifts buys one member on a day. */
const GIFTS_A_DAY = 50;

/** Cards that come with gifts, and who they are from; what groups are called; what affiliates are told. */
export async function boughtForOthers(stage: Stage): Promise<void> {
	const shop = await openShop(stage);
	await gifts(stage, shop);
	await group(stage, shop);
	await affiliates(stage, shop);
}

async function gifts(stage: Stage, { gift: priceId }: Shop): Promise<void> {
	const { reader, sheet, site, stranger, studio } = stage;
	const senders = sheet.put('whom a gift is from', 80);
	const messages = sheet.put('the words with a gift', 500);
	let given = 0;
	for (const some of partsOf(senders, GIFTS_A_DAY)) {
		const buyer = await stage.newcomer('Greta Gives');
		const api = communityApi(buyer.page);
		const own = await readerOf(buyer.page, sheet);
		for (const sender of some) {
			const id = randomUUID();
			const message = messages[given++] ?? '';
			const { url } = await api.gifts.buy({
				...{ id, priceId, sender, message, email: null, sendOn: null },
			});
			await payAtOnce(buyer.page, url);
			await once(async () => (await api.gifts.check({ giftId: id })).state === 'open');
			const look = given === 1 ? 'open' : 'read';
			await own[look](`${site}/membership/gifts/${id}`);
			if (message === '') continue;
			const { url: link } = await api.gifts.check({ giftId: id });
			await stranger.reader[look](link ?? '');
		}
		await own.open(`${site}/settings/membership`);
		await buyer.close();
	}
	await reader.open(`${studio}/revenue/gifts`);
}

async function group(stage: Stage, shop: Shop): Promise<void> {
	const { member, reader, sheet, site, stranger, studio } = stage;
	const names = sheet.put('the name of a group', 80);
	const { seats } = member.api;
	const bought = await seats.buy({
		...{ id: randomUUID(), priceId: shop.group, seats: 3, name: 'Quiet', takesSeat: true },
	});
	const { membershipId } = bought;
	await payAtOnce(member.page, bought.url);
	const page = `${site}/settings/membership/group/${membershipId}`;
	await once(async () => (await seats.group({ membershipId })).status === 'active');
	await seats.setLink({ membershipId, open: true });
	for (const [at, name] of names.entries()) {
		await seats.rename({ membershipId, name });
		const { url } = await seats.group({ membershipId });
		await member.reader[at === 0 ? 'open' : 'read'](page);
		if (at % 20 === 0) {
			await stranger.reader[at === 0 ? 'open' : 'read'](url ?? '');
			await member.reader.read(`${site}/settings/membership`);
			await reader.read(`${studio}/revenue/memberships/${membershipId}`);
		}
	}
	await reader.open(`${studio}/revenue/memberships`);
	await reader.open(`${studio}/revenue/memberships/${membershipId}`);
}

async function affiliates(stage: Stage, { month: priceId }: Shop): Promise<void> {
	const { api, member, reader, sheet, site, studio } = stage;
	const promises = sheet.put('what is promised to affiliates', 2000);
	const reasons = sheet.put('why somebody is no affiliate now', 300);
	let { programme } = await api.affiliates.programme();
	const terms = { isOn: true, joining: 'open', basisPoints: 5000, payableDays: 0 } as const;
	for (const words of promises) {
		programme = await api.affiliates.saveProgramme({ ...programme, ...terms, words });
		await member.reader.read(`${site}/settings/affiliate`);
		await reader.read(`${studio}/revenue/affiliates/programme`);
	}
	await reader.open(`${studio}/revenue/affiliates/programme`);
	await member.api.affiliates.join();
	const [one] = (await api.affiliates.list({})).items;
	const affiliateId = one?.id ?? '';
	for (const [at, reason] of reasons.entries()) {
		const { version } = await api.affiliates.get({ affiliateId });
		await api.affiliates.decide({ affiliateId, version, status: 'paused', reason });
		await member.reader[at === 0 ? 'open' : 'read'](`${site}/settings/affiliate`);
		await reader.read(`${studio}/revenue/affiliates/${affiliateId}`);
	}
	const { version } = await api.affiliates.get({ affiliateId });
	await api.affiliates.decide({ affiliateId, version, status: 'active', reason: '' });
	await payouts(stage, { affiliateId, code: one?.code ?? '', priceId });
}

type Sale = { affiliateId: string; code: string; priceId: string };

/** What is noted with what affiliates are paid, and why it is not so; there is something to pay after a sale. */
async function payouts(stage: Stage, { affiliateId, code, priceId }: Sale): Promise<void> {
	const { api, reader, sheet, site, studio } = stage;
	const buyer = await stage.newcomer('Bea Brought', `${site}/?via=${code}`);
	const { url } = await communityApi(buyer.page).sales.buy({ priceId });
	// With the affiliate's own card it would bring nothing.
	await payAtOnce(buyer.page, url, '5555 5555 5555 4444');
	await once(async () => (await api.affiliates.owed()).length > 0);
	await buyer.close();
	const [owed] = await api.affiliates.owed();
	const [currency, amount] = [owed?.currency ?? '', owed?.amount ?? 0];
	const notes = sheet.put('what is noted of a payout', 300);
	const undone = sheet.put('why a payout is not so', 300);
	for (const [at, note] of notes.entries()) {
		const id = randomUUID();
		await api.affiliates.payOut({ id, currency, amount, note, affiliateIds: [affiliateId] });
		await api.affiliates.undoPayout({ payoutId: id, reason: undone[at] ?? 'Not so' });
		if (at % 10 === 9) await reader.read(`${studio}/revenue/affiliates/payouts`);
	}
	await reader.open(`${studio}/revenue/affiliates/payouts`);
	const [commission] = (await api.affiliates.commissions({ affiliateId })).items;
	const commissionIds = [commission?.id ?? ''];
	for (const [at, reason] of sheet.put('why a commission counts or not', 300).entries()) {
		const decision = at % 2 === 0 ? 'refuse' : 'release';
		await api.affiliates.decideCommissions({ commissionIds, decision, reason });
		await reader[at === 0 ? 'open' : 'read'](`${studio}/revenue/affiliates/${affiliateId}`);
	}
}
