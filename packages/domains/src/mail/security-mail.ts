import * as z from 'zod';
import { roughly } from '@kith/kernel/network';
import { findCommunity, readerLanguage } from '../communities/index.ts';
import type { Services } from '../context.ts';
import { deviceOf } from '../identity/device.schema.ts';
import { brandOf, platformBrand } from './brands.ts';
import { deliver } from './deliver.ts';
import type { Brand } from './letter.ts';
import { momentIn, type MailClock } from './moment.ts';
import { ownerOfAccount, ownerOfLogin } from './mail.queries.ts';

const Payload = z.strictObject({
	realm: z.string(),
	userId: z.uuid(),
	what: z.enum([
		...(['app-added', 'app-removed', 'passkey-added', 'passkey-removed'] as const),
		...(['codes-renewed', 'code-used', 'new-device'] as const),
	]),
	at: z.iso.datetime(),
	userAgent: z.string(),
	ip: z.string(),
	/** The language of the page it happened on; null when nobody chose one. */
	locale: z.string().nullable(),
});

/** Where an account is, and how its owner is written to. */
type Place = {
	brand: Brand;
	email: string;
	/** In the owner's own words where they chose, otherwise in those of the place. */
	languageFor(asked: string | null): string;
	clock: MailClock;
	devicesPath: string;
};

/** Tells the owner of an account of a change to how they sign in, or of a device that was not seen before. */
export async function mailSecurityNotice(services: Services, payload: unknown): Promise<void> {
	const { realm, userId, what, at, userAgent, ip, locale } = Payload.parse(payload);
	const place = await placeOfOwner(services, realm, userId);
	if (!place) return;
	const { brand, email, devicesPath } = place;
	const language = place.languageFor(locale);
	const { browser, system } = deviceOf(userAgent);
	const when = momentIn(new Date(at), language, place.clock);
	await deliver(services, {
		...{ kind: 'security-notice', to: email, locale: language, brand },
		props: { what, when, browser, system, ip: roughly(ip), url: brand.origin + devicesPath },
		idempotencyKey: `security-notice:${realm}:${userId}:${what}:${at}`,
	});
}

/** Where an account is; null when it, or its community, is gone. */
export function placeOfOwner(
	services: Services,
	realm: string,
	userId: string,
): Promise<Place | null> {
	return realm === 'platform' ? onPlatform(services, userId) : inCommunity(services, realm, userId);
}

async function inCommunity(
	services: Services,
	communityId: string,
	userId: string,
): Promise<Place | null> {
	const community = await findCommunity(services, communityId);
	if (!community || community.status === 'deleting') return null;
	const db = services.communityDb(community);
	const owner = await ownerOfAccount(db, userId).executeTakeFirst();
	if (!owner) return null;
	const snapshot = await services.snapshots.get(community.id, db);
	const { timeZone, hourCycle } = snapshot.localization;
	return {
		...{ brand: brandOf(community, snapshot), email: owner.email },
		languageFor: (asked) => readerLanguage(community, snapshot, owner.locale ?? asked),
		clock: { timeZone: owner.timeZone ?? timeZone, hourCycle },
		devicesPath: '/settings/security',
	};
}

async function onPlatform(services: Services, userId: string): Promise<Place | null> {
	const login = await ownerOfLogin(services.platform, userId).executeTakeFirst();
	if (!login) return null;
	return {
		...{ brand: platformBrand(services.platformOrigin), email: login.email },
		languageFor: (asked) => asked ?? 'en',
		...{ clock: { timeZone: null }, devicesPath: '/account/security' },
	};
}
