import { requestJob } from '@kith/db/jobs';
import type { Services } from '../context.ts';
import { EVERYBODY } from '../media/index.ts';
import {
	communitiesOf,
	keepCount,
	mailsSince,
	measured,
	organizationsAfter,
	subscriptionOf,
	usageOf,
} from './plans.queries.ts';
import { METERS, PLANS, type Meter, type PlanKey } from './plans.schema.ts';

/** For so long after a measure was passed nobody is asked to take a larger plan; nothing is taken away afterwards either. */
export const GRACE_DAYS = 14;
const MOST_COMMUNITIES = 500;
const PAGE = 100;

/** What each organization uses, in the night: it is warned at four fifths and at the whole of a measure, once each. */
export async function countAllUsage(services: Services): Promise<void> {
	for (let after: string | null = null; ;) {
		const page: { id: string }[] = await organizationsAfter(
			...([services.platform, after, PAGE] as const),
		).execute();
		for (const { id } of page) await countUsage(services, id);
		after = page.at(-1)?.id ?? null;
		if (page.length < PAGE) return;
	}
}

// authorize: who reads it has been asked.
export async function countUsage(services: Services, organizationId: string): Promise<void> {
	const { platform, clock } = services;
	const now = clock.now();
	const used = await usedBy(services, organizationId, now);
	const row = await subscriptionOf(platform, organizationId).executeTakeFirst();
	const { meters } = PLANS[(row?.plan ?? 'free') as PlanKey];
	const before = await usageOf(platform, organizationId).execute();
	for (const meter of METERS) {
		const known = before.find((one) => one.meter === meter);
		const percent = percentOf(used[meter], meters[meter]);
		const warnedAtPercent = percent >= 100 ? 100 : percent >= 80 ? 80 : 0;
		const overSince = percent > 100 ? (known?.overSince ?? now) : null;
		await platform.transaction().execute(async (db) => {
			await keepCount(db, {
				...{ organizationId, meter, used: used[meter], countedAt: now },
				...{ warnedAtPercent, overSince },
			}).execute();
			if (warnedAtPercent <= (known?.warnedAtPercent ?? 0)) return;
			const told = { organizationId, meter, percent: warnedAtPercent };
			const key = `mail-usage:${organizationId}:${meter}:${warnedAtPercent}`;
			await requestJob(db, 'mail-usage', { ...told, at: now.toISOString() }, { key, now });
		});
	}
}

const percentOf = (used: number, limit: number): number => (used / limit) * 100;

async function usedBy(
	services: Services,
	organizationId: string,
	now: Date,
): Promise<Record<Meter, number>> {
	const { platform, directory } = services;
	const ids = await communitiesOf(platform, organizationId, MOST_COMMUNITIES).execute();
	// There is no interface for others' programs yet, so nothing called it.
	const used = { members: 0, storage: 0, mails: 0, calls: 0 };
	for (const { id } of ids) {
		const community = await directory.byId(id);
		if (!community) continue;
		const facts = await measured(services.communityDb(community), EVERYBODY).executeTakeFirst();
		used.members += facts?.members ?? 0;
		used.storage += Number(facts?.bytes ?? 0);
	}
	if (ids.length === 0) return used;
	const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
	const scopes = ids.map(({ id }) => id);
	const { count } = await mailsSince(platform, scopes, month).executeTakeFirstOrThrow();
	return { ...used, mails: count };
}
