import { readerLanguage } from '../communities/index.ts';
import type { CommunityContext, Services } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import { hasModule } from '../modules/index.ts';
import { readSeatNews, type SeatFacts } from '../seats/index.ts';
import { keyOfSeatNews, SeatNews } from '../seats/seats.schema.ts';
import { brandOf } from './brands.ts';
import { deliver } from './deliver.ts';
import { addressee } from './mail.queries.ts';

/** Mails who is invited to a seat, or asked to look after a group, if it is still so. */
export async function mailSeats(services: Services, payload: unknown): Promise<void> {
	const news = SeatNews.parse(payload);
	const community = await services.directory.byId(news.communityId);
	if (!community) return;
	const ctx = await createJobContext(services, community, 'mail-seats');
	if (!hasModule(ctx, 'memberships')) return;
	const facts = await readSeatNews(ctx, news);
	const reader = facts && (await readerOf(ctx, facts.to));
	if (!facts || !reader) return;
	const { email, locale, timeZone } = reader;
	const day = new Intl.DateTimeFormat(locale, {
		...{ dateStyle: 'long', timeZone: timeZone ?? 'UTC' },
	});
	const { group, manager, tier, until, url } = facts;
	await deliver(services, {
		...{ kind: `seat-${news.news}` as const, to: email, locale },
		...{ brand: brandOf(community, ctx.snapshot), idempotencyKey: keyOfSeatNews(news) },
		props: { news: news.news, group, manager, tier, url, until: until ? day.format(until) : '' },
	});
}

/** Of who is invited nothing is known but where they get mail; who left is asked nothing. */
async function readerOf({ db, community, snapshot }: CommunityContext, to: SeatFacts['to']) {
	const zone = snapshot.localization.timeZone;
	if ('email' in to) return { email: to.email, locale: community.locale, timeZone: zone };
	const member = await addressee(db, to.memberId).executeTakeFirst();
	if (member?.status !== 'active') return null;
	const locale = readerLanguage(community, snapshot, member.locale);
	return { email: member.email, locale, timeZone: member.timeZone ?? zone };
}
