import type { CommunityContext } from '../context.ts';
import { moneyIn } from '../money.ts';
import type { Evidence } from './disputes.schema.ts';
import { acceptedBy, buyerOf, tierAndPrice, writtenSince } from './evidence.queries.ts';
import { entriesOf, type PurchaseRow } from './sales.queries.ts';

const MOST_PAYMENTS = 24;
const MONEY: ReadonlySet<string> = new Set(['payment', 'refund', 'refund_failed']);
const day = (at: Date): string => at.toISOString().slice(0, 10);
const moment = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/**
 * What is known here of who bought something, in the words that banks read: English, with days as numbers. Only what
 * this membership needs; nothing of what they wrote.
 */
// authorize: the verbs that show and send it have asked.
export async function evidenceFor(
	{ db, community }: CommunityContext,
	row: PurchaseRow,
): Promise<Evidence> {
	const buyer = await buyerOf(db, row.memberId).executeTakeFirst();
	const accepted = await acceptedBy(db, row.memberId).execute();
	const written = await writtenSince(db, row.memberId, row.startsAt).executeTakeFirstOrThrow();
	const tier = await tierAndPrice(db, row.id).executeTakeFirstOrThrow();
	const entries = await entriesOf(db, row.id, MOST_PAYMENTS).execute();
	const benefits = Array.isArray(tier.benefits) ? tier.benefits.map(String) : [];
	return {
		...{ name: buyer?.name ?? '', email: buyer?.email ?? '' },
		product: [
			`Membership "${tier.name}" of the online community "${community.name}" (${community.origin}).`,
			...[tier.description, ...benefits.map((benefit) => `Includes: ${benefit}`)].filter(Boolean),
		].join('\n'),
		serviceDate: day(row.startsAt),
		activity: [
			...(buyer ? [`Joined the community: ${moment(buyer.joinedAt)}`] : []),
			`Membership began: ${moment(row.startsAt)}`,
			...accepted.map(
				({ kind, version, acceptedAt }) =>
					`Accepted the ${kind}, version ${version}: ${moment(acceptedAt)}`,
			),
			...(buyer?.lastSeenAt ? [`Last seen in the community: ${moment(buyer.lastSeenAt)}`] : []),
			`Posts since the membership began: ${written.posts ?? 0}`,
			`Comments since the membership began: ${written.comments ?? 0}`,
			...(row.cancelAt ? [`Asked to end it with: ${moment(row.cancelAt)}`] : []),
		].join('\n'),
		payments: entries
			.filter(({ kind }) => MONEY.has(kind))
			.map(
				({ at, kind, amount, currency }) =>
					`${moment(at)}: ${kind} of ${moneyIn(amount, currency, 'en')}`,
			)
			.join('\n'),
	};
}
