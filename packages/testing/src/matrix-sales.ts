import { communityCaller } from '@kith/domains';
import { DEFAULT_TAXES } from '@kith/domains/sales/taxes';
import { newId } from '@kith/kernel/ids';
import type { Stage } from './matrix-stage.ts';
import { EVERYONE, INSIDE, RUNNERS, type Cases } from './matrix-who.ts';
import { offerFields } from './test-offers.ts';
import { MONTHLY, tierFields } from './test-tiers.ts';

/** Of what somebody else was given: nobody's own purchase. */
const theirs = async (stage: Stage) => ({ membershipId: await stage.membership() });
/** As they are, upon the version that there is. */
export async function taxesAsSaved({ here, tier }: Stage) {
	await tier();
	const stored = here.db.selectFrom('settings').select('version').where('key', '=', 'taxes');
	return { ...DEFAULT_TAXES, version: (await stored.executeTakeFirst())?.version ?? 0 };
}

/** A rate that counts for everybody. Answers its id. */
export async function taxRateIn(stage: Stage): Promise<string> {
	const saved = await taxesAsSaved(stage);
	const id = newId();
	const rates = [{ id, name: 'VAT', country: null, region: null, percent: 19 }];
	const { sales } = communityCaller(await stage.actor('owner'));
	await sales.saveTaxes({ ...saved, rates, defaultRateId: id });
	return id;
}

/** One that is not there, where something is sold. */
async function someGift(stage: Stage) {
	await stage.tier();
	return { giftId: newId() };
}

/** What was given to one is no group. */
const NO_GROUP = { allowed: INSIDE, outcome: 'seats.not_found' } as const;
const someoneIn = async (stage: Stage) => ({
	...{ ...(await theirs(stage)), ...(await stage.member()) },
});

const NOT_THEIRS = { allowed: INSIDE, outcome: 'sales.not_found' } as const;

/** One that was given: those who may look after purchases find none. */
const NOT_A_PURCHASE = { allowed: RUNNERS, outcome: 'sales.not_found' } as const;

/** The procedures of what is sold: everybody sees offers, only who runs the community decides on them. */
export const SALES_CASES: Cases = {
	'tiers.start': { allowed: RUNNERS },
	'tiers.list': { allowed: [...RUNNERS, 'analyst'] },
	'tiers.offers': { allowed: EVERYONE },
	'tiers.create': {
		allowed: RUNNERS,
		input: async (stage) => {
			await stage.tier();
			return { id: newId(), ...tierFields() };
		},
	},
	'tiers.update': {
		allowed: RUNNERS,
		input: async (stage) => ({
			...{ tierId: (await stage.newTier()).tierId, version: 2, ...tierFields() },
		}),
	},
	'tiers.setStatus': {
		allowed: RUNNERS,
		input: async (stage) => ({
			...{ tierId: (await stage.newTier()).tierId, version: 2, status: 'archived' },
		}),
	},
	/** Without the tiers that are there: everybody who may is told to look again. */
	'tiers.arrange': {
		allowed: RUNNERS,
		input: async (stage) => {
			await stage.tier();
			return { tierIds: [] };
		},
		outcome: 'tiers.order_changed',
	},
	'tiers.addPrice': {
		allowed: RUNNERS,
		input: async (stage) => ({
			...{ tierId: (await stage.newTier()).tierId, id: newId(), terms: MONTHLY },
		}),
	},
	'tiers.archivePrice': {
		allowed: RUNNERS,
		input: async (stage) => ({ priceId: (await stage.newTier()).priceId }),
	},
	'offers.list': { allowed: RUNNERS },
	'offers.find': {
		allowed: EVERYONE,
		input: async (stage) => ({ code: (await stage.offer()).code }),
	},
	'offers.create': {
		allowed: RUNNERS,
		input: async (stage) => {
			await stage.tier();
			return offerFields();
		},
	},
	'offers.update': {
		allowed: RUNNERS,
		input: async (stage) => ({
			...{ offerId: (await stage.offer()).offerId, version: 1, name: 'Summer' },
			...{ mostUses: 10, endsAt: null },
		}),
	},
	'offers.archive': {
		allowed: RUNNERS,
		input: async (stage) => ({ offerId: (await stage.offer()).offerId }),
	},
	'gifts.buy': {
		...{ allowed: INSIDE, outcome: 'sales.not_offered' },
		input: async (stage) => ({
			...{ id: newId(), priceId: (await stage.tier()).priceId, sender: 'Ada', email: null },
			...{ message: '', sendOn: null },
		}),
	},
	'gifts.check': { allowed: INSIDE, outcome: 'gifts.not_found', input: someGift },
	'gifts.given': { allowed: INSIDE },
	'gifts.find': {
		...{ allowed: EVERYONE, outcome: 'gifts.not_found' },
		input: () => ({ code: 'AAAAA-AAAAA' }),
	},
	'gifts.redeem': {
		...{ allowed: INSIDE, outcome: 'gifts.not_found' },
		input: () => ({ code: 'AAAAA-AAAAA' }),
	},
	'gifts.list': {
		allowed: RUNNERS,
		input: async (stage) => {
			await stage.tier();
			return {};
		},
	},
	'gifts.resend': {
		...{ allowed: RUNNERS, outcome: 'gifts.not_found' },
		input: async (stage) => ({ ...(await someGift(stage)), id: newId(), reason: 'Lost' }),
	},
	'gifts.revoke': {
		...{ allowed: RUNNERS, outcome: 'gifts.not_found' },
		input: async (stage) => ({ ...(await someGift(stage)), refund: true, reason: 'Asked' }),
	},
	'seats.buy': {
		...{ allowed: INSIDE, outcome: 'sales.not_offered' },
		input: async (stage) => ({
			...{ id: newId(), priceId: (await stage.tier()).priceId, seats: 3, name: 'Team' },
			takesSeat: true,
		}),
	},
	'seats.group': { ...NO_GROUP, input: theirs },
	'seats.people': { ...NO_GROUP, input: theirs },
	'seats.peopleFor': { allowed: RUNNERS, outcome: 'seats.not_found', input: theirs },
	'seats.find': {
		...{ allowed: EVERYONE, outcome: 'seats.link_unknown' },
		input: () => ({ token: 'none' }),
	},
	'seats.take': {
		...{ allowed: INSIDE, outcome: 'seats.link_unknown' },
		input: async (stage) => ({ token: (await theirs(stage)).membershipId }),
	},
	'seats.takeOwn': { ...NO_GROUP, input: theirs },
	'seats.leave': { ...NO_GROUP, input: theirs },
	'seats.remove': { ...NO_GROUP, input: someoneIn },
	'seats.rename': {
		...NO_GROUP,
		input: async (stage) => ({ ...(await theirs(stage)), name: 'Team' }),
	},
	'seats.setLink': {
		...NO_GROUP,
		input: async (stage) => ({ ...(await theirs(stage)), open: true }),
	},
	'seats.invite': {
		...NO_GROUP,
		input: async (stage) => ({ ...(await theirs(stage)), emails: ['bo@example.org'] }),
	},
	'seats.revoke': {
		...NO_GROUP,
		input: async (stage) => ({ ...(await theirs(stage)), email: 'bo@example.org' }),
	},
	'seats.previewChange': {
		...NO_GROUP,
		input: async (stage) => ({ ...(await theirs(stage)), seats: 4 }),
	},
	'seats.change': {
		...NO_GROUP,
		input: async (stage) => ({ ...(await theirs(stage)), seats: 4, at: 1 }),
	},
	'seats.offer': { ...NO_GROUP, input: someoneIn },
	'seats.withdraw': { ...NO_GROUP, input: theirs },
	'seats.answer': {
		...{ allowed: INSIDE, outcome: 'seats.offer_not_found' },
		input: async (stage) => ({ ...(await theirs(stage)), accept: true }),
	},
	'seats.offered': { allowed: INSIDE },
	'memberships.list': { allowed: RUNNERS, input: () => ({}) },
	'memberships.get': { allowed: RUNNERS, input: theirs },
	'memberships.mine': { allowed: INSIDE },
	'memberships.give': {
		allowed: RUNNERS,
		input: async (stage) => ({
			...{ id: newId(), memberId: (await stage.member()).memberId, endsAt: null },
			...{ tierId: (await stage.tier()).tierId, reason: 'Thank you' },
		}),
	},
	'memberships.extend': {
		allowed: RUNNERS,
		input: async (stage) => ({
			...{ membershipId: await stage.membership(), version: 1, reason: 'Longer' },
			endsAt: new Date('2100-01-01'),
		}),
	},
	'memberships.end': {
		allowed: RUNNERS,
		input: async (stage) => ({
			...{ membershipId: await stage.membership(), version: 1, reason: 'Over' },
		}),
	},
	'sales.buy': {
		...{ allowed: INSIDE, outcome: 'sales.not_open' },
		input: async (stage) => ({ priceId: (await stage.tier()).priceId }),
	},
	'sales.check': { ...NOT_THEIRS, input: theirs },
	'sales.invoices': { ...NOT_THEIRS, input: theirs },
	'sales.portal': { ...NOT_THEIRS, input: theirs },
	'sales.retention': { ...NOT_THEIRS, input: theirs },
	'sales.acceptOffer': {
		...NOT_THEIRS,
		input: async (stage) => ({ ...(await theirs(stage)), offerId: newId() }),
	},
	'sales.keep': { ...NOT_THEIRS, input: theirs },
	'sales.resume': { ...NOT_THEIRS, input: theirs },
	'sales.pause': {
		...NOT_THEIRS,
		input: async (stage) => ({ ...(await theirs(stage)), months: 1 }),
	},
	'sales.cancel': {
		...NOT_THEIRS,
		input: async (stage) => ({ ...(await theirs(stage)), reason: null, comment: '' }),
	},
	'sales.previewChange': {
		...NOT_THEIRS,
		input: async (stage) => ({ ...(await theirs(stage)), priceId: newId() }),
	},
	'sales.change': {
		...NOT_THEIRS,
		input: async (stage) => ({ ...(await theirs(stage)), priceId: newId(), at: 1 }),
	},
	'sales.owed': { allowed: EVERYONE },
	'sales.door': { allowed: EVERYONE },
	'sales.doorNumbers': { allowed: RUNNERS },
	'sales.care': { allowed: RUNNERS, input: theirs },
	'sales.disputes': { ...NOT_A_PURCHASE, input: theirs },
	'sales.creditNotes': { allowed: RUNNERS, input: theirs },
	'sales.taxTerms': { allowed: EVERYONE },
	'sales.taxes': { allowed: [...RUNNERS, 'analyst'] },
	'sales.saveTaxes': { allowed: RUNNERS, input: taxesAsSaved },
	'sales.openDisputes': { allowed: RUNNERS },
	'sales.ledger': { allowed: RUNNERS, input: () => ({}) },
	'sales.exportLedger': { allowed: RUNNERS, input: () => ({}) },
	'sales.endFor': {
		...NOT_A_PURCHASE,
		input: async (stage) => ({ ...(await theirs(stage)), when: 'now', reason: 'Asked' }),
	},
	'sales.previewFor': {
		...NOT_A_PURCHASE,
		input: async (stage) => ({ ...(await theirs(stage)), priceId: newId() }),
	},
	'sales.changeFor': {
		...NOT_A_PURCHASE,
		input: async (stage) => ({
			...{ ...(await theirs(stage)), priceId: newId(), at: 1, reason: 'Asked' },
		}),
	},
	'sales.previewExtension': {
		...NOT_A_PURCHASE,
		input: async (stage) => ({ ...(await theirs(stage)), days: 30 }),
	},
	'sales.extendFor': {
		...NOT_A_PURCHASE,
		input: async (stage) => ({
			...{ ...(await theirs(stage)), days: 30, from: new Date(0), reason: 'Asked' },
		}),
	},
	'sales.resendReceipt': {
		...NOT_A_PURCHASE,
		input: async (stage) => ({
			...{ ...(await theirs(stage)), id: newId(), entryId: newId(), reason: 'Asked' },
		}),
	},
	'sales.answerDispute': {
		...NOT_A_PURCHASE,
		input: async (stage) => ({ ...(await theirs(stage)), disputeId: 'dp_1', note: 'Not so' }),
	},
	'sales.entries': { allowed: RUNNERS, input: theirs },
	'sales.revenue': { allowed: RUNNERS, input: () => ({}) },
	'sales.refund': {
		...{ allowed: RUNNERS, outcome: 'sales.not_found' },
		input: async (stage) => ({ ...(await theirs(stage)), entryId: newId(), reason: 'Asked' }),
	},
};
