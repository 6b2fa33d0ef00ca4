import { newId } from '@kith/kernel/ids';
import { EVERYONE, INSIDE, RUNNERS, type Cases } from './matrix-who.ts';
import { MONTHLY, tierFields } from './test-tiers.ts';

/** The procedures of what is sold: everybody sees offers, only who runs the community decides on them. */
export const SALES_CASES: Cases = {
	'tiers.start': { allowed: RUNNERS },
	'tiers.list': { allowed: RUNNERS },
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
			...{ tierId: (await stage.tier()).tierId, version: 2, ...tierFields() },
		}),
	},
	'tiers.setStatus': {
		allowed: RUNNERS,
		input: async (stage) => ({
			...{ tierId: (await stage.tier()).tierId, version: 2, status: 'archived' },
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
			...{ tierId: (await stage.tier()).tierId, id: newId(), terms: MONTHLY },
		}),
	},
	'tiers.archivePrice': {
		allowed: RUNNERS,
		input: async (stage) => ({ priceId: (await stage.tier()).priceId }),
	},
	'memberships.list': { allowed: RUNNERS, input: () => ({}) },
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
};
