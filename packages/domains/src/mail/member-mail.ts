import { requestJob } from '@kith/db/jobs';
import { unseal } from '@kith/kernel/seal';
import { readerLanguage } from '../communities/index.ts';
import type { Consumer } from '../domain.ts';
import type { Services } from '../context.ts';
import { eventCatalogue } from '../events.ts';
import { MERGED_SEAL, REMOVED_SEAL } from '../members/index.ts';
import { whoIsTold } from '../rota/index.ts';
import { brandOf } from './brands.ts';
import { deliver } from './deliver.ts';
import { holdersOf } from './holders.ts';
import { addressee, declineReason, handlesOf, requestsSince } from './mail.queries.ts';
import { mailToAll, placeOf } from './readers.ts';

/** So many people hear of one request to join, however many could decide on it. */
const MOST_DECIDERS = 20;
const MOST_FOUND = 500;
/** Requests of one quarter of an hour are told of in one mail. */
const BUNDLE_MS = 15 * 60_000;

const restrictionMail: Consumer = {
	on: ['restrictions.imposed'],
	async handle(ctx, event) {
		const told = eventCatalogue['restrictions.imposed'].payload.parse(event.payload);
		const member = await addressee(ctx.db, told.memberId).executeTakeFirst();
		if (!member) return;
		const locale = readerLanguage(ctx.community, ctx.snapshot, member.locale);
		const zone = member.timeZone ?? ctx.snapshot.localization.timeZone;
		const until = told.until && inWords(new Date(told.until), locale, zone);
		await deliver(ctx.services, {
			...{ kind: 'restriction', to: member.email, locale },
			brand: brandOf(ctx.community, ctx.snapshot),
			props: { kind: told.kind, reason: told.reason, until },
			idempotencyKey: `restriction-mail:${event.id}`,
		});
	},
};

const restrictionEndedMail: Consumer = {
	on: ['restrictions.ended'],
	async handle(ctx, event) {
		const { memberId } = eventCatalogue['restrictions.ended'].payload.parse(event.payload);
		const member = await addressee(ctx.db, memberId).executeTakeFirst();
		// Of a ban that left no name there is nobody to greet.
		if (member?.status !== 'active') return;
		await deliver(ctx.services, {
			...{ kind: 'restriction-ended', to: member.email },
			locale: readerLanguage(ctx.community, ctx.snapshot, member.locale),
			brand: brandOf(ctx.community, ctx.snapshot),
			props: { name: member.name },
			idempotencyKey: `restriction-ended-mail:${event.id}`,
		});
	},
};

/** Both addresses hear of it, because somebody may have taken the accounts of two people for those of one. */
const mergedMail: Consumer = {
	on: ['members.merged'],
	async handle(ctx, event) {
		const told = eventCatalogue['members.merged'].payload.parse(event.payload);
		const member = await addressee(ctx.db, told.memberId).executeTakeFirst();
		const handles = await handlesOf(ctx.db, [told.goneId, told.memberId]).execute();
		const handle = (id: string) => handles.find((row) => row.id === id)?.handle ?? '';
		const letter = {
			...{ kind: 'accounts-merged' as const, brand: brandOf(ctx.community, ctx.snapshot) },
			locale: readerLanguage(ctx.community, ctx.snapshot, member?.locale ?? null),
		};
		const both = { gone: handle(told.goneId), stays: handle(told.memberId) };
		if (member)
			await deliver(ctx.services, {
				...{ ...letter, to: member.email, props: { ...both, isGone: false } },
				idempotencyKey: `merged-mail:${event.id}:stays`,
			});
		if (told.sealedAddress)
			await deliver(ctx.services, {
				...{ ...letter, to: unseal(ctx.services.secret, MERGED_SEAL, told.sealedAddress) },
				props: { ...both, isGone: true },
				idempotencyKey: `merged-mail:${event.id}:gone`,
			});
	},
};

const declinedMail: Consumer = {
	on: ['members.declined'],
	async handle(ctx, event) {
		const { memberId } = eventCatalogue['members.declined'].payload.parse(event.payload);
		const member = await addressee(ctx.db, memberId).executeTakeFirst();
		const kept = await declineReason(ctx.db, memberId).executeTakeFirst();
		if (member?.status !== 'removed' || !kept) return;
		await deliver(ctx.services, {
			...{ kind: 'declined', to: member.email },
			locale: readerLanguage(ctx.community, ctx.snapshot, member.locale),
			brand: brandOf(ctx.community, ctx.snapshot),
			props: { reason: kept.reason },
			idempotencyKey: `declined-mail:${event.id}`,
		});
	},
};

/** Their row may lead to nobody by then, so that the event says where to. */
const removalMail: Consumer = {
	on: ['members.removed'],
	async handle(ctx, event) {
		const { notice } = eventCatalogue['members.removed'].payload.parse(event.payload);
		if (!notice) return;
		await deliver(ctx.services, {
			...{ kind: 'removal', to: unseal(ctx.services.secret, REMOVED_SEAL, notice.sealedAddress) },
			locale: readerLanguage(ctx.community, ctx.snapshot, notice.locale),
			brand: brandOf(ctx.community, ctx.snapshot),
			props: { reason: notice.reason },
			idempotencyKey: `removal-mail:${event.id}`,
		});
	},
};

/** Those who decide hear of requests at the end of the quarter of an hour they came in, of all of it in one mail. */
const requestMail: Consumer = {
	on: ['members.requested'],
	async handle(ctx, event) {
		const until = Math.ceil((event.occurredAt.getTime() + 1) / BUNDLE_MS) * BUNDLE_MS;
		const payload = { communityId: ctx.community.id, until: new Date(until).toISOString() };
		const key = `mail-requests:${payload.communityId}:${payload.until}`;
		const now = ctx.clock.now();
		await requestJob(ctx.db, 'mail-requests', payload, { key, now, runAt: new Date(until) });
	},
};

/** Tells those who decide of the requests of the quarter of an hour before `until` that still wait. */
export async function mailRequests(
	services: Services,
	{ communityId, until }: { communityId: string; until: string },
): Promise<void> {
	const place = await placeOf(services, communityId);
	if (!place) return;
	const since = new Date(new Date(until).getTime() - BUNDLE_MS);
	const { count, name } = await requestsSince(place.db, place.snapshot.access, {
		...{ since, until: new Date(until) },
	}).executeTakeFirstOrThrow();
	if (!name || count === 0) return;
	const url = `${services.platformOrigin}/c/${communityId}/members?tab=pending`;
	const props = { name, count, url };
	const deciders = await holdersOf(place, 'members:approve', MOST_FOUND);
	const told = await whoIsTold(place, deciders, services.clock.now());
	const some = told.slice(0, MOST_DECIDERS);
	await mailToAll(services, place, some, { kind: 'request', props: () => props, about: until });
}

function inWords(at: Date, locale: string, timeZone: string | null): string {
	return new Intl.DateTimeFormat(locale, {
		...{ dateStyle: 'long', timeStyle: 'long', timeZone: timeZone ?? 'UTC' },
	}).format(at);
}

export const memberMailConsumers = {
	'restriction-mail': restrictionMail,
	'restriction-ended-mail': restrictionEndedMail,
	'merged-mail': mergedMail,
	'declined-mail': declinedMail,
	'removal-mail': removalMail,
	'request-mail': requestMail,
} as const;
