import type { CommunityContext, Services } from '../context.ts';
import { readerLanguage } from '../communities/index.ts';
import { createJobContext } from '../create-context.ts';
import { hasModule } from '../modules/index.ts';
import { readNews, type SaleFacts } from '../sales/index.ts';
import { keyOfNews, SaleNews } from '../sales/news.schema.ts';
import { brandOf } from './brands.ts';
import { deliver, deliverAll } from './deliver.ts';
import { holdersOf, type Holder } from './holders.ts';
import { addressee } from './mail.queries.ts';
import { moneyIn } from '../money.ts';
import type { SaleLetterFacts } from './sale-letter.ts';

/** So many people hear of one dispute, however many look after memberships. */
const MOST_TOLD = 20;

/** Tells a member of their membership, or who looks after memberships of a dispute, if it is still so. */
export async function mailSaleNews(services: Services, payload: unknown): Promise<void> {
	const news = SaleNews.parse(payload);
	const community = await services.directory.byId(news.communityId);
	if (!community) return;
	const ctx = await createJobContext(services, community, 'mail-sale');
	if (!hasModule(ctx, 'memberships')) return;
	const facts = await readNews(ctx, news);
	const member = facts && (await addressee(ctx.db, facts.memberId).executeTakeFirst());
	if (!member) return;
	const key = keyOfNews(news);
	if (facts.news === 'dispute') return tellStaff(ctx, { facts, key, member: member.name, news });
	// Who left hears no more, but of what they paid.
	if (member.status === 'removed' && facts.news !== 'receipt') return;
	const locale = readerLanguage(community, ctx.snapshot, member.locale);
	const timeZone = member.timeZone ?? ctx.snapshot.localization.timeZone;
	const brand = brandOf(community, ctx.snapshot);
	const words = wordsOf(facts, { locale, timeZone });
	const props = { ...words, member: member.name, url: urlOf(facts, community.origin) };
	await deliver(services, {
		...{ kind: 'sale-news', to: member.email, locale, brand, props },
		idempotencyKey: key,
	});
}

type Dispute = { facts: SaleFacts; key: string; member: string; news: SaleNews };

async function tellStaff(
	ctx: CommunityContext,
	{ facts, key, member, news }: Dispute,
): Promise<void> {
	const { services, community, snapshot } = ctx;
	const holders = await holdersOf(ctx, 'memberships:manage', MOST_TOLD);
	const brand = brandOf(community, snapshot);
	const url = `${services.platformOrigin}/c/${community.id}/revenue/memberships/${news.membershipId}`;
	await deliverAll(
		services,
		holders.map((holder: Holder) => {
			const locale = readerLanguage(community, snapshot, holder.locale);
			const timeZone = holder.timeZone ?? snapshot.localization.timeZone;
			const props = { ...wordsOf(facts, { locale, timeZone }), member, url };
			return {
				...{ kind: 'sale-news' as const, to: holder.email, locale, brand, props },
				idempotencyKey: `${key}:${holder.id}`,
			};
		}),
	);
}

type Reader = { locale: string; timeZone: string | null };

function wordsOf(facts: SaleFacts, reader: Reader): Omit<SaleLetterFacts, 'member' | 'url'> {
	const day = (at: Date | null) => (at ? dayIn(at, reader) : '');
	const { news, tier } = facts;
	const amount = 'amount' in facts ? moneyIn(facts.amount, facts.currency, reader.locale) : '';
	const base = { news, tier, amount, otherDay: '', since: 0 as const };
	switch (facts.news) {
		case 'owed':
			return {
				...{ ...base, since: facts.day },
				...{ day: day(facts.readOnlyAt), otherDay: day(facts.triedAt) },
			};
		case 'receipt':
			return {
				...{ ...base, day: day(facts.to), otherDay: day(facts.from) },
				part: facts.part && partIn(facts.part, reader.locale),
				tax: facts.tax === 0 ? '' : moneyIn(facts.tax, facts.currency, reader.locale),
			};
		case 'dispute':
			return { ...base, day: day(facts.dueAt) };
		default:
			return { ...base, day: day(facts.at) };
	}
}

function partIn({ number, of }: { number: number; of: number }, locale: string) {
	const numbers = new Intl.NumberFormat(locale);
	return { number: numbers.format(number), of: numbers.format(of) };
}

function dayIn(at: Date, { locale, timeZone }: Reader): string {
	return new Intl.DateTimeFormat(locale, {
		...{ dateStyle: 'long', timeZone: timeZone ?? 'UTC' },
	}).format(at);
}

function urlOf(facts: SaleFacts, origin: string): string {
	if (facts.news === 'receipt' && facts.url !== null) return facts.url;
	return facts.news === 'ended' ? `${origin}/membership` : `${origin}/settings/membership`;
}
