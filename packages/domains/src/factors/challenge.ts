import { addSeconds } from '@kith/kernel/clock';
import { hashToken, newToken } from '@kith/kernel/ids';
import { isSigned, sign } from '@kith/kernel/seal';
import type { RealmContext } from '../realm.ts';
import { realmOf } from '../realm.ts';

/** So long a browser may take to ask its owner. */
const CHALLENGE_SECONDS = 300;

/** What a passkey is asked for: `enter` by anybody, `add` and `step` by one person. */
export type Purpose = 'enter' | `add ${string}` | `step ${string}`;

/** A challenge that needs no row: it carries its end and our signature, bound to the realm and the purpose. */
export function newChallenge(ctx: RealmContext, purpose: Purpose): string {
	const until = addSeconds(ctx.clock.now(), CHALLENGE_SECONDS).getTime();
	const body = `${until.toString(36)}.${newToken().slice(0, 22)}`;
	return `${body}.${signatureOf(ctx, purpose, body)}`;
}

/** Whether a challenge that came back (base64url, as browsers say it) is ours, of this purpose and still good. */
export function isOurs(ctx: RealmContext, purpose: Purpose, encoded: string): boolean {
	const text = Buffer.from(encoded, 'base64url').toString();
	const [until = '', nonce = '', signature = ''] = text.split('.');
	const body = `${until}.${nonce}`;
	const { secret } = ctx.services;
	if (!isSigned(secret, 'passkey challenge', textOf(ctx, purpose, body), signature)) return false;
	return Number.parseInt(until, 36) > ctx.clock.now().getTime();
}

/** Uses a challenge up; of any number of answers to it the first goes on. Throws `limits.too_many` for the others. */
// authorize: called with a challenge that has been answered rightly.
export async function spend(ctx: RealmContext, encoded: string): Promise<void> {
	await ctx.services.limiter.take(`challenge ${hashToken(encoded)}`, 1, 2 * CHALLENGE_SECONDS);
}

const textOf = (ctx: RealmContext, purpose: Purpose, body: string) =>
	`${realmOf(ctx).id} ${purpose} ${body}`;

const signatureOf = (ctx: RealmContext, purpose: Purpose, body: string) =>
	sign(ctx.services.secret, 'passkey challenge', textOf(ctx, purpose, body));
