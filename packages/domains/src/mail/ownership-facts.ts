import type { OfferNews } from '../organizations/index.ts';

/** What became of an offer to own an organization, as one side of it is told. */
export type OwnershipFacts = {
	news: OfferNews;
	side: 'giver' | 'taker';
	organization: string;
	giver: string;
	taker: string;
	until: string;
	url: string;
};
