import { readerLanguage } from '../communities/index.ts';
import type { CommunityContext, Services } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import { noteSent, readGiftNews, type GiftFacts } from '../gifts/index.ts';
import { GiftNews, keyOfGiftNews } from '../gifts/gifts.schema.ts';
import { hasModule } from '../modules/index.ts';
import { moneyIn } from '../money.ts';
import { brandOf } from './brands.ts';
import { deliver } from './deliver.ts';
import type { GiftLetterFacts } from './gift-letter.ts';
import { addressee } from './mail.queries.ts';

/** Mails a gift to who it is for, or what was paid for it to who gave it, if it is still so. */
export async function mailGift(services: Services, payload: unknown): Promise<void> {
	const news = GiftNews.parse(payload);
	const community = await services.directory.byId(news.communityId);
	if (!community) return;
	const ctx = await createJobContext(services, community, 'mail-gift');
	if (!hasModule(ctx, 'memberships')) return;
	const facts = await readGiftNews(ctx, news);
	const reader = facts && (await readerOf(ctx, facts, news.news));
	if (!facts || !reader) return;
	await deliver(services, {
		...{ kind: `gift-${news.news}` as const, to: reader.to, locale: reader.locale },
		...{ brand: brandOf(community, ctx.snapshot), idempotencyKey: keyOfGiftNews(news) },
		props: propsOf(ctx, facts, { ...reader, news: news.news }),
	});
	if (news.news === 'gift') await noteSent(ctx.db, news.giftId, ctx.clock.now()).execute();
}

type Reader = { to: string; locale: string; timeZone: string | null };

/** Whoever pays is a member; of who it is for nothing is known but where they get mail. */
async function readerOf(
	{ db, community, snapshot }: CommunityContext,
	{ gift: { email, buyerId } }: GiftFacts,
	news: GiftNews['news'],
): Promise<Reader | null> {
	const zone = snapshot.localization.timeZone;
	if (news === 'gift')
		return email === null ? null : { to: email, locale: community.locale, timeZone: zone };
	const buyer = buyerId === null ? undefined : await addressee(db, buyerId).executeTakeFirst();
	if (!buyer) return null;
	const locale = readerLanguage(community, snapshot, buyer.locale);
	return { to: buyer.email, locale, timeZone: buyer.timeZone ?? zone };
}

function propsOf(
	{ community }: CommunityContext,
	{ gift, url, amount, currency }: GiftFacts,
	{ locale, timeZone, news }: Reader & { news: GiftNews['news'] },
): GiftLetterFacts {
	const day = new Intl.DateTimeFormat(locale, {
		...{ dateStyle: 'long', timeZone: timeZone ?? 'UTC' },
	});
	const months = new Intl.NumberFormat(locale, {
		...{ style: 'unit', unit: 'month', unitDisplay: 'long' },
	});
	const { sender, message, tierName: tier, email, sendAt, expiresAt } = gift;
	return {
		...{ news, sender, message, tier, email: email ?? '' },
		...{ months: months.format(gift.months), amount: moneyIn(amount, currency, locale) },
		...{ until: expiresAt ? day.format(expiresAt) : '', sendDay: sendAt ? day.format(sendAt) : '' },
		url: news === 'gift' ? url : `${community.origin}/membership/gifts/${gift.id}`,
	};
}
