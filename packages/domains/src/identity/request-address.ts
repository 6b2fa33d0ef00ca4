import { randomInt } from 'node:crypto';
import { requestJob } from '@kith/db/jobs';
import { addSeconds } from '@kith/kernel/clock';
import { InvalidError } from '@kith/kernel/errors';
import { newToken } from '@kith/kernel/ids';
import { languageOf, type Locale } from '@kith/kernel/locales';
import { isSigned, seal, sign } from '@kith/kernel/seal';
import * as z from 'zod';
import { requireFresh } from '../factors/index.ts';
import { realmOf, selfOf, type RealmContext, type Self } from '../realm.ts';
import { CODE_MINUTES } from './auth.ts';
import type { RequestAddress } from './identity.schema.ts';
import { forgetKept, keepShortly, readKept, takeKept } from './kept.ts';
import { requireMailDoor } from './mail-door.ts';
import { takeForAddress, takeFrom } from './request-code.ts';

/** Tries at one code. */
const TRIES = 5;

/** An address that somebody wants to have, and what its code is known by. */
const Wanted = z.object({ id: z.string(), email: z.string(), mark: z.string() });

/**
 * Sends a code to the address that the acting person wants to sign in with from now on. The answer, and the work done
 * for it, is the same for every address: whether it is free is the mail's question, and the change's. Throws
 * `identity.confirm_first` without a proof of the last ten minutes, `identity.own_address` for the one they have, and
 * `identity.sso_only` where the house that vouches for people says what their address is.
 */
// authorize: one's own account, after a proof; limits bound it.
export async function requestAddress(
	ctx: RealmContext,
	{ email, locale }: RequestAddress,
): Promise<void> {
	const self = selfOf(ctx);
	if ('community' in ctx) requireMailDoor(ctx.snapshot);
	requireFresh(ctx, self);
	if (email === self.email) throw new InvalidError('identity.own_address');
	const { services, clock } = ctx;
	const { id: realm } = realmOf(ctx);
	await takeFrom(ctx);
	await services.limiter.take(`address ${realm} ${self.userId}`, 5, 3600);
	await takeForAddress(ctx, email);
	const now = clock.now();
	const code = String(randomInt(1_000_000)).padStart(6, '0');
	const id = newToken();
	const wanted = { id, email, mark: sign(services.secret, 'address code', `${id} ${code}`) };
	const seconds = CODE_MINUTES * 60;
	await forgetKept(ctx, nameOf(self));
	await keepShortly(ctx, nameOf(self), { value: JSON.stringify(wanted), seconds });
	const payload = {
		...{ realm, email, locale: languageFor(ctx, locale) },
		expiresAt: addSeconds(now, seconds).toISOString(),
		sealedCode: seal(services.secret, 'mailed address code', code),
	};
	await requestJob(services.platform, 'send-address-code', payload, { now });
	await services.bus.publish({ topic: 'outbox.written', communityId: null, data: {} });
}

/**
 * The address whose code this is, for the last time: who asks in another session than the one that wanted it, comes
 * late, or tries a sixth time, gets `identity.bad_code` as for a wrong one.
 */
// authorize: the code is the proof.
export async function redeemAddressCode(
	ctx: RealmContext,
	self: Self,
	code: string,
): Promise<string> {
	const { limiter, secret } = ctx.services;
	const wanted = read(await readKept(ctx, nameOf(self)));
	const tries = await limiter.count(`address code ${wanted?.id ?? self.session.id}`, 3600);
	const isRight =
		wanted !== null && isSigned(secret, 'address code', `${wanted.id} ${code}`, wanted.mark);
	if (!isRight || tries > TRIES) throw new InvalidError('identity.bad_code');
	const taken = read(await takeKept(ctx, nameOf(self)));
	if (taken?.id !== wanted.id) throw new InvalidError('identity.bad_code');
	return wanted.email;
}

const nameOf = ({ session }: Self) => `address ${session.id}`;

const read = (kept: string | null) => (kept === null ? null : Wanted.parse(JSON.parse(kept)));

/** In their own words where they chose, otherwise in those of the page. */
function languageFor(ctx: RealmContext, asked: Locale | undefined): Locale {
	if (!('community' in ctx)) return asked ?? 'en';
	const own = ctx.viewer?.locale;
	return own ? languageOf(own) : (asked ?? languageOf(ctx.community.locale));
}
