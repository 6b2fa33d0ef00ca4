import { DEFAULT_PROGRAMME } from '@kith/domains/affiliates/programme';
import { newId } from '@kith/kernel/ids';
import type { Audited } from './audited-settings.ts';
import type { Stage } from './matrix-stage.ts';
import { EVERYONE, INSIDE, RUNNERS, type Cases } from './matrix-who.ts';

const BASE = 1_000;
const AMOUNT = 200;

/** Somebody who takes part. */
export async function affiliateIn({ here, member, tier }: Stage): Promise<{ affiliateId: string }> {
	await tier();
	const { memberId } = await member();
	const affiliateId = newId();
	const row = { id: affiliateId, memberId, code: `via-${affiliateId}`, status: 'active' };
	await here.db
		.insertInto('affiliates')
		.values({ ...row, createdAt: new Date(0) })
		.execute();
	return { affiliateId };
}

/** What a payment brought them, which can be paid out unless it is held. */
export async function commissionIn(stage: Stage, state: 'earned' | 'held' = 'earned') {
	const { affiliateId } = await affiliateIn(stage);
	const id = newId();
	const money = { currency: 'eur', base: BASE, basisPoints: 2_000, amount: AMOUNT };
	const times = { at: new Date(0), payableAt: new Date(0) };
	await stage.here.db
		.insertInto('commissions')
		.values({ id, affiliateId, ...money, ...times, state })
		.execute();
	return { affiliateId, commissionIds: [id] };
}

/** A payout of nothing, made last. */
export async function payoutIn({ here, tier }: Stage): Promise<{ payoutId: string }> {
	await tier();
	const payoutId = newId();
	const money = { currency: 'usd', amount: '1', affiliates: 1 };
	await here.db
		.insertInto('affiliatePayouts')
		.values({ id: payoutId, at: new Date(), ...money })
		.execute();
	return { payoutId };
}

async function programme({ here, tier }: Stage) {
	await tier();
	const stored = here.db.selectFrom('settings').select('version').where('key', '=', 'affiliates');
	const version = (await stored.executeTakeFirst())?.version ?? 0;
	return { ...DEFAULT_PROGRAMME, version };
}

/** Who brings others: members take part for themselves, who runs the community decides and pays. */
export const AFFILIATE_CASES: Cases = {
	'affiliates.follow': { allowed: EVERYONE, input: () => ({ code: 'nobody' }) },
	'affiliates.own': { allowed: INSIDE },
	'affiliates.ownCommissions': { allowed: INSIDE, input: () => ({}) },
	'affiliates.join': { allowed: INSIDE, outcome: 'affiliates.off' },
	'affiliates.programme': { allowed: RUNNERS },
	'affiliates.saveProgramme': { allowed: RUNNERS, input: programme },
	'affiliates.list': { allowed: RUNNERS, input: () => ({}) },
	'affiliates.get': { allowed: RUNNERS, input: affiliateIn },
	'affiliates.invite': { allowed: RUNNERS, input: async (stage) => stage.member() },
	'affiliates.decide': {
		allowed: RUNNERS,
		input: async (stage) => ({
			...{ ...(await affiliateIn(stage)), version: 1, status: 'paused', reason: 'Spam' },
		}),
	},
	'affiliates.referrals': { allowed: RUNNERS, input: affiliateIn },
	'affiliates.commissions': { allowed: RUNNERS, input: () => ({}) },
	'affiliates.decideCommissions': {
		allowed: RUNNERS,
		input: async (stage) => {
			const { commissionIds } = await commissionIn(stage, 'held');
			return { commissionIds, decision: 'release', reason: 'Known to us' };
		},
	},
	'affiliates.owed': { allowed: RUNNERS },
	'affiliates.exportOwed': { allowed: RUNNERS },
	'affiliates.payouts': { allowed: RUNNERS, input: () => ({}) },
	'affiliates.payOut': {
		allowed: RUNNERS,
		input: async (stage) => {
			const { affiliateId } = await commissionIn(stage);
			return { id: newId(), currency: 'eur', affiliateIds: [affiliateId], amount: AMOUNT };
		},
	},
	'affiliates.undoPayout': {
		allowed: RUNNERS,
		input: async (stage) => ({ ...(await payoutIn(stage)), reason: 'Sent back' }),
	},
};

/** What of it the log calls how. */
export const AUDITED_AFFILIATES: Readonly<Record<string, Audited>> = {
	'affiliates.decide': { action: 'affiliates.decided' },
	'affiliates.decideCommissions': { action: 'commissions.approved' },
	'affiliates.exportOwed': { action: 'affiliates.exported' },
	'affiliates.invite': { action: 'affiliates.added' },
	'affiliates.payOut': { action: 'affiliates.paid' },
	'affiliates.saveProgramme': {
		action: 'settings.updated',
		input: async (stage) => ({ ...(await programme(stage)), basisPoints: 1_250 }),
	},
	'affiliates.undoPayout': { action: 'affiliates.unpaid' },
};
