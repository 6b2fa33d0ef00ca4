import { requestJob } from '@kith/db/jobs';
import type { CommunityDb, PlatformDb } from '@kith/db/handles';
import { AppError } from '@kith/kernel/errors';
import { seal, unseal } from '@kith/kernel/seal';
import * as z from 'zod';
import type { Services } from '../context.ts';
import { addressHash, type Address } from './address-hash.ts';
import type { MailTrouble, Scope } from './deliveries.schema.ts';
import { forgetScope, forgetTrouble, noteRelief, troublesOf } from './deliveries.queries.ts';
import { troubleIn } from './trouble.ts';

const ADDRESS_SEAL = 'released address';
export const RELEASE_ADDRESS = 'release-address';
export const FORGET_ADDRESS = 'forget-address';

/** Why an address gets no mail in a scope; null where it does. Whoever calls this may know the address. */
export async function mailTrouble(
	services: Services,
	address: Address,
): Promise<MailTrouble | null> {
	const hash = addressHash(services, address);
	return troubleIn(await troublesOf(services.platform, [address.scope], [hash]).executeTakeFirst());
}

/** Mail goes to the address again, here and at the vendor, until it bounces anew. */
export async function liftTrouble(services: Services, address: Address): Promise<void> {
	const { platform, clock, secret } = services;
	const ref = { scope: address.scope, addressHash: addressHash(services, address) };
	await noteRelief(platform, ref, 'liftedAt', clock.now()).execute();
	const sealedAddress = seal(secret, ADDRESS_SEAL, address.email);
	await requestJob(platform, RELEASE_ADDRESS, { sealedAddress }, { now: clock.now() });
}

const Release = z.strictObject({ sealedAddress: z.string() });

/** Asks the vendor to write to an address again. A key that may only send cannot: then an operator must. */
export async function releaseAddress(
	{ mailer, secret, logger }: Services,
	payload: unknown,
): Promise<void> {
	const { sealedAddress } = Release.parse(payload);
	try {
		await mailer.release(unseal(secret, ADDRESS_SEAL, sealedAddress));
	} catch (error) {
		const reason = error instanceof AppError ? error.details['reason'] : undefined;
		if (reason !== 'restricted_api_key') throw error;
		logger.warn({ reason }, 'an address was not released at the vendor');
	}
}

/** Forgets, after the transaction of `db`, what was known of an address: its owner leaves the place. */
export function forgetAddressLater(
	db: CommunityDb | PlatformDb,
	services: Services,
	address: Address,
): Promise<void> {
	const payload = { scope: address.scope, addressHash: addressHash(services, address) };
	return requestJob(db, FORGET_ADDRESS, payload, { now: services.clock.now() });
}

const Forget = z.strictObject({ scope: z.string(), addressHash: z.string() });

export async function forgetAddress(services: Services, payload: unknown): Promise<void> {
	await forgetTrouble(services.platform, Forget.parse(payload)).execute();
}

/** Forgets what was known of addresses in a community that is deleted. */
export async function forgetAddressesOf({ platform }: Services, scope: Scope): Promise<void> {
	await forgetScope(platform, scope).execute();
}
