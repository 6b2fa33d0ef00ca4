import { hashToken } from '@kith/kernel/ids';
import { maskEmail } from '@kith/kernel/mask-email';
import { roughly } from '@kith/kernel/network';
import { unseal } from '@kith/kernel/seal';
import * as z from 'zod';
import { findCommunity } from '../communities/index.ts';
import type { Services } from '../context.ts';
import { deviceOf } from '../identity/device.schema.ts';
import { FORMER_SEAL } from '../identity/index.ts';
import { screen } from '../members/index.ts';
import { brandOf, platformBrand } from './brands.ts';
import { deliver } from './deliver.ts';
import type { Brand } from './letter.ts';
import { knownAddress, knownLogin } from './mail.queries.ts';
import { momentIn } from './moment.ts';
import { placeOfOwner } from './security-mail.ts';

const Asked = z.strictObject({
	realm: z.string(),
	email: z.string(),
	locale: z.string(),
	sealedCode: z.string(),
	expiresAt: z.iso.datetime(),
});

/**
 * Mails the code by which somebody proves the address they want to have. Where it is another account's, or its owner
 * is kept out here, the mail says that somebody wanted it, and carries no code: once a day, however often they ask.
 */
export async function sendAddressCode(services: Services, payload: unknown): Promise<void> {
	const { realm, email, locale, sealedCode, expiresAt } = Asked.parse(payload);
	if (new Date(expiresAt) <= services.clock.now()) {
		services.logger.info({ reason: 'mail.code_expired', realm }, 'an address code was not mailed');
		return;
	}
	const place =
		realm === 'platform'
			? await onPlatform(services, email)
			: await inCommunity(services, realm, email);
	if (!place) return;
	const letter = { to: email, locale, brand: place.brand };
	if (place.isFree)
		return deliver(services, {
			...{ ...letter, kind: 'address-code' },
			props: { code: unseal(services.secret, 'mailed address code', sealedCode) },
			idempotencyKey: `address-code:${hashToken(sealedCode)}`,
		});
	const day = services.clock.now().toISOString().slice(0, 10);
	return deliver(services, {
		...{ ...letter, kind: 'address-taken', props: {} },
		idempotencyKey: `address-taken:${realm}:${hashToken(email)}:${day}`,
	});
}

type Place = { brand: Brand; isFree: boolean };

async function onPlatform(services: Services, email: string): Promise<Place> {
	const known = await knownLogin(services.platform, email).executeTakeFirst();
	return { brand: platformBrand(services.platformOrigin), isFree: !known };
}

async function inCommunity(
	services: Services,
	communityId: string,
	email: string,
): Promise<Place | null> {
	const community = await findCommunity(services, communityId);
	if (!community || community.status === 'deleting') return null;
	const db = services.communityDb(community);
	const snapshot = await services.snapshots.get(community.id, db);
	const known = await knownAddress(db, email).executeTakeFirst();
	const isFree = !known && (await screen(db, services.secret, { email })) !== 'refuse';
	return { brand: brandOf(community, snapshot), isFree };
}

const Changed = z.strictObject({
	realm: z.string(),
	userId: z.uuid(),
	at: z.iso.datetime(),
	sealedAddress: z.string(),
	sealedNew: z.string(),
	userAgent: z.string(),
	ip: z.string(),
	/** The language of the page it happened on; null when nobody chose one. */
	locale: z.string().nullable(),
});

/** Tells the address that an account had that it has another one now, of which it gets to know no more than the mask. */
export async function mailAddressChanged(services: Services, payload: unknown): Promise<void> {
	const { realm, userId, at, userAgent, ip, ...told } = Changed.parse(payload);
	const place = await placeOfOwner(services, realm, userId);
	if (!place) return;
	const language = place.languageFor(told.locale);
	const address = maskEmail(unseal(services.secret, FORMER_SEAL, told.sealedNew));
	const when = momentIn(new Date(at), language, place.clock);
	await deliver(services, {
		...{ kind: 'address-changed', locale: language, brand: place.brand },
		to: unseal(services.secret, FORMER_SEAL, told.sealedAddress),
		props: { address, when, ...deviceFacts(userAgent), ip: roughly(ip) },
		idempotencyKey: `address-changed:${realm}:${userId}:${at}`,
	});
}

function deviceFacts(userAgent: string) {
	const { browser, system } = deviceOf(userAgent);
	return { browser, system };
}
