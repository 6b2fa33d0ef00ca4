import { communityCaller } from '@kith/domains';
import type { CreateOffer } from '@kith/domains/offers/schema';
import { newId } from '@kith/kernel/ids';
import type { TestCommunity, TestMember } from './test-community.ts';

/** An offer of a fifth off the first payment; what is said besides is another. */
export const offerFields = (more: Partial<CreateOffer> = {}): CreateOffer => ({
	...{ id: newId(), name: 'Spring', purpose: 'signup', mostUses: null, endsAt: null },
	code: more.purpose === 'retention' ? null : `SPRING-${newId().slice(-8).toUpperCase()}`,
	terms: { gives: 'percent', percent: 20, lasts: 'once', months: null },
	...{ tierIds: [], every: null, ...more },
});

/** Makes an offer as somebody who may. */
export async function makeOffer(
	here: TestCommunity,
	who: TestMember,
	more: Partial<CreateOffer> = {},
): Promise<{ offerId: string; code: string }> {
	const fields = offerFields(more);
	await communityCaller(await here.as(who)).offers.create(fields);
	return { offerId: fields.id, code: fields.code ?? '' };
}
