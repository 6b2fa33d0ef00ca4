import * as z from 'zod';
import { endMailsFor, exploreFor, explorationStopTokenOf, mailedOn } from '../analytics/index.ts';
import type { Cell } from '../analytics/analytics.schema.ts';
import type { KeptExploration } from '../analytics/explorations.schema.ts';
import type { AskExplore, Explored } from '../analytics/explore.schema.ts';
import { readerLanguage } from '../communities/index.ts';
import type { CommunityContext, Services } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import { brandOf } from './brands.ts';
import { deliverAll, type Delivery } from './deliver.ts';
import type { ExplorationFacts, LineKey } from './exploration-letter.ts';
import { holdersOf, type Holder } from './holders.ts';

const Ref = z.strictObject({ communityId: z.string(), day: z.iso.date() });
/** So many lines a mail has; the page has them all. */
const MOST_LINES = 10;

/** Tells the answers to kept questions to those who asked for them by mail; who may not see numbers any more gets none again. */
export async function mailExplorations(services: Services, payload: unknown): Promise<void> {
	const { communityId, day } = Ref.parse(payload);
	const community = await services.directory.byId(communityId);
	if (!community) return;
	const ctx = await createJobContext(services, community, 'mail-explorations');
	const due = await mailedOn(ctx, day);
	if (due.length === 0) return;
	const ids = [...new Set(due.flatMap(({ memberIds }) => memberIds))];
	const found = await holdersOf(ctx, 'analytics:read', ids.length, ids);
	const holders = new Map(found.map((one) => [one.id, one]));
	await endMailsFor(
		ctx,
		ids.filter((id) => !holders.has(id)),
	);
	for (const { exploration, memberIds } of due) {
		const readers = memberIds.flatMap((id) => holders.get(id) ?? []);
		const deliveries: Delivery<'exploration'>[] = [];
		for (const reader of readers) {
			const told = await deliveryTo(ctx, reader, exploration, day);
			if (told) deliveries.push(told);
		}
		await deliverAll(services, deliveries);
	}
}

async function deliveryTo(
	ctx: CommunityContext,
	reader: Holder,
	{ id: explorationId, name, question }: KeptExploration,
	day: string,
): Promise<Delivery<'exploration'> | null> {
	const { community, services, snapshot } = ctx;
	const explored = await exploreFor(ctx, reader, question, day);
	if (!explored) return null;
	const locale = readerLanguage(community, snapshot, reader.locale);
	const token = explorationStopTokenOf(ctx, { memberId: reader.id, explorationId });
	const url = `${services.platformOrigin}/c/${community.id}/analytics/explorer?kept=${explorationId}`;
	return {
		...{
			kind: 'exploration' as const,
			to: reader.email,
			locale,
			brand: brandOf(community, snapshot),
		},
		props: { name, url, ...factsOf(question, explored, locale) },
		idempotencyKey: `exploration:${community.id}:${explorationId}:${day}:${reader.id}`,
		stopAt: `${community.origin}/api/unsubscribe/explorations/${token}`,
	};
}

function factsOf(
	{ dimension }: AskExplore,
	{ rows, columns, total, before, span }: Explored,
	locale: string,
): Omit<ExplorationFacts, 'name' | 'url'> {
	const number = new Intl.NumberFormat(locale);
	const told = (cell: Cell | undefined) => (typeof cell === 'number' ? number.format(cell) : null);
	const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
	const shown = dimension === 'day' || dimension === 'week' ? rows.slice(-MOST_LINES) : rows;
	return {
		days: days.formatRange(dayOf(span.from), dayOf(span.to)),
		total: { value: told(total), before: told(before) },
		lines: shown.slice(0, MOST_LINES).map(([name = null, n, was]) => ({
			...lineOf(dimension, name, locale),
			...{ value: told(n), before: columns.length > 2 ? told(was) : null },
		})),
		isCut: rows.length > MOST_LINES,
	};
}

const dayOf = (day: string) => new Date(`${day}T00:00:00Z`);

const KEYS: Readonly<Record<string, LineKey>> = {
	...{ '@others': 'others', '@invited': 'invited', '': 'unknown' },
};

/** What a line is called: by its name, or by words that a mail has for it. */
function lineOf(
	dimension: AskExplore['dimension'],
	name: Cell,
	locale: string,
): Pick<ExplorationFacts['lines'][number], 'name' | 'key'> {
	const inWords = (at: Date, form: Intl.DateTimeFormatOptions) => ({
		name: new Intl.DateTimeFormat(locale, { ...form, timeZone: 'UTC' }).format(at),
		key: null,
	});
	if (dimension === 'day' || dimension === 'week')
		return inWords(dayOf(String(name)), { dateStyle: 'medium' });
	// The first of January 2024 was a Monday.
	if (dimension === 'weekday')
		return inWords(new Date(Date.UTC(2024, 0, Number(name))), { weekday: 'long' });
	if (dimension === 'hour')
		return inWords(new Date(Date.UTC(2024, 0, 1, Number(name))), { hour: 'numeric' });
	const key = dimension === 'source' ? (String(name) as LineKey) : (KEYS[String(name)] ?? null);
	return { name: String(name), key };
}
