import { InvalidError } from '@kith/kernel/errors';
import { languageOf } from '@kith/kernel/locales';
import {
	checkFactorCode,
	checkPasskey,
	isFresh,
	methodsFor,
	passkeyChallengeFor,
} from '../factors/index.ts';
import { realmOf, renewSession, selfOf, type Factor, type RealmContext } from '../realm.ts';
import { checkPassword, redeemCode } from './credentials.ts';
import { passwordOfUser } from './identity.queries.ts';
import type { Confirm, Confirmation } from './identity.schema.ts';
import { mailCode } from './request-code.ts';

/** What the acting person can confirm with that it is still them. */
// authorize: one's own account only.
export async function readConfirmation(ctx: RealmContext): Promise<Confirmation> {
	const self = selfOf(ctx);
	const { userId, email } = self;
	const realm = realmOf(ctx);
	const known = await passwordOfUser(realm.db, userId).executeTakeFirst();
	const { app, recovery, passkey } = await methodsFor(realm, userId);
	const options = passkey ? await passkeyChallengeFor(ctx, userId) : null;
	return {
		...{ email, app, recovery, passkey: options, isFresh: isFresh(ctx, self) },
		hasPassword: Boolean(known?.password),
	};
}

/** Mails a code to the acting person's own address. */
// authorize: one's own account only.
export async function requestConfirmation(ctx: RealmContext): Promise<void> {
	const { email } = selfOf(ctx);
	const own = 'community' in ctx ? ctx.viewer?.locale : null;
	await mailCode(ctx, { email, locale: own ? languageOf(own) : undefined });
}

/**
 * Proves once more who one is: for ten minutes this session may change how one signs in. Who shows a second factor may do
 * all from then on that asks for one. Throws as signing in does.
 */
// authorize: one's own account, by a proof.
export async function confirm(ctx: RealmContext, proof: Confirm): Promise<void> {
	const self = selfOf(ctx);
	const shown = await prove(ctx, self, proof);
	const session = { ...self.session, provedAt: ctx.clock.now() };
	await renewSession(ctx, { ...self, session }, { shown, alone: false });
}

async function prove(
	ctx: RealmContext,
	{ userId, email }: { userId: string; email: string },
	{ passkey, password, factor, code = '' }: Confirm,
): Promise<Factor | null> {
	if (factor !== undefined) return checkFactorCode(ctx, userId, factor);
	if (passkey !== undefined) {
		await checkPasskey(ctx, passkey, `step ${userId}`);
		return 'passkey';
	}
	const { id } =
		password !== undefined
			? await checkPassword(ctx, { email, password })
			: await redeemCode(ctx, { email, code });
	if (id !== userId) throw new InvalidError('identity.bad_code');
	return null;
}
