import * as z from 'zod';
import { roughly } from '@kith/kernel/network';
import { findCommunity } from '../communities/index.ts';
import type { Services } from '../context.ts';
import { deviceOf } from '../identity/device.schema.ts';
import { brandOf, platformBrand } from './brands.ts';
import { deliver } from './deliver.ts';
import type { Brand } from './letter.ts';
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

type Owner = { email: string; locale: string | null; timeZone: string | null };
type Place = { brand: Brand; owner: Owner; locale: string; devicesPath: string };

/** Tells the owner of an account of a change to how they sign in, or of a device that was not seen before. */
export async function mailSecurityNotice(services: Services, payload: unknown): Promise<void> {
	const { realm, userId, what, at, userAgent, ip, locale } = Payload.parse(payload);
	const place =
		realm === 'platform'
			? await onPlatform(services, userId)
			: await inCommunity(services, realm, userId);
	if (!place) return;
	const { brand, owner, devicesPath } = place;
	const language = owner.locale ?? locale ?? place.locale;
	const { browser, system } = deviceOf(userAgent);
	const when = momentIn(new Date(at), language, owner.timeZone);
	await deliver(services, {
		...{ kind: 'security-notice', to: owner.email, locale: language, brand },
		props: { what, when, browser, system, ip: roughly(ip), url: brand.origin + devicesPath },
		idempotencyKey: `security-notice:${realm}:${userId}:${what}:${at}`,
	});
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
	const brand = brandOf(community, await services.snapshots.get(community.id, db));
	return { brand, owner, locale: community.locale, devicesPath: '/settings/security' };
}

async function onPlatform(services: Services, userId: string): Promise<Place | null> {
	const login = await ownerOfLogin(services.platform, userId).executeTakeFirst();
	if (!login) return null;
	const owner = { ...login, locale: null, timeZone: null };
	const brand = platformBrand(services.platformOrigin);
	return { brand, owner, locale: 'en', devicesPath: '/account/security' };
}

/** A moment in its reader's zone, which it names; in UTC where none is known. */
function momentIn(at: Date, locale: string, timeZone: string | null): string {
	const format = { dateStyle: 'full', timeStyle: 'long' } as const;
	try {
		return new Intl.DateTimeFormat(locale, { ...format, timeZone: timeZone ?? 'UTC' }).format(at);
	} catch {
		return new Intl.DateTimeFormat('en', { ...format, timeZone: 'UTC' }).format(at);
	}
}
