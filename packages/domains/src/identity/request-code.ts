import { requestJob } from '@kith/db/jobs';
import { addSeconds } from '@kith/kernel/clock';
import { languageOf, type Locale } from '@kith/kernel/locales';
import { hashToken } from '@kith/kernel/ids';
import { networkOf } from '@kith/kernel/network';
import { seal } from '@kith/kernel/seal';
import type { CommunityContext, PlatformContext } from '../context.ts';
import { realmOf, type RealmContext } from '../realm.ts';
import { CODE_MINUTES } from './auth.ts';
import type { RequestCode } from './identity.schema.ts';
import { requireMailDoor } from './mail-door.ts';
import { requireProof } from './proof-of-work.ts';

/** Sends a sign-in code to an address. The answer, and the work done for it, is the same for every address. */
// authorize: anyone may ask to sign in; limits bound it, and under attack a proof of work.
export async function requestCode(
	ctx: CommunityContext,
	{ proof, invitation, ...input }: RequestCode,
): Promise<void> {
	requireMailDoor(ctx.snapshot);
	await takeFromStrangers(ctx, proof);
	await mailCode(ctx, { ...input, invitationHash: invitation ? hashToken(invitation) : null });
}

/**
 * Sends a code by which someone whom another house has named proves their address. `isExpected`: whoever it is will
 * be let in, so that the mail goes out to strangers, too.
 */
// authorize: the single sign-on asks for it; the same limits bound it.
export async function requestAddressProof(
	ctx: CommunityContext,
	wish: { email: string; isExpected: boolean },
): Promise<void> {
	await takeFrom(ctx);
	await mailCode(ctx, wish);
}

/** The same for staff, on the platform. */
// authorize: anyone may ask to sign in; limits bound it, and under attack a proof of work.
export async function requestStaffCode(
	ctx: PlatformContext,
	{ email, locale, proof }: RequestCode,
): Promise<void> {
	await takeFromStrangers(ctx, proof);
	await mailCode(ctx, { email, locale });
}

/** Asks for the work before the address is counted: who does not do it locks nobody else out. */
async function takeFromStrangers(ctx: RealmContext, proof: string | undefined): Promise<void> {
	await takeFrom(ctx);
	await requireProof(ctx, proof);
}

/** Codes that one network, and everybody in the whole realm, may ask for. */
// authorize: called before a code is made.
export async function takeFrom(ctx: RealmContext): Promise<void> {
	const key = `code ${realmOf(ctx).id}`;
	await ctx.services.limiter.take(`${key} ${networkOf(ctx.request.ip)}`, 60, 3600);
	await ctx.services.limiter.take(key, 2000, 900);
}

/** Codes that go to one address, whatever they are for. */
// authorize: called before a code is made.
export async function takeForAddress(ctx: RealmContext, email: string): Promise<void> {
	await ctx.services.limiter.take(`code ${realmOf(ctx).id} ${email}`, 5, CODE_MINUTES * 60);
}

/** Makes a code and asks for its mail. */
// authorize: called by verbs that may send one to this address.
export async function mailCode(
	ctx: RealmContext,
	{ email, locale = localeOf(ctx), isExpected = false, invitationHash = null }: CodeWish,
): Promise<void> {
	const { services, clock } = ctx;
	const { id, auth } = realmOf(ctx);
	await takeForAddress(ctx, email);
	const now = clock.now();
	const code = await auth.api.createVerificationOTP({ body: { email, type: 'sign-in' } });
	// Whether the address may sign in is the job's question: asking here would tell by time who is known.
	const payload = {
		...{ realm: id, email, locale, isExpected, invitationHash },
		expiresAt: addSeconds(now, CODE_MINUTES * 60).toISOString(),
		sealedCode: seal(services.secret, 'sign-in code', code),
	};
	await requestJob(services.platform, 'send-code', payload, { now });
	await services.bus.publish({ topic: 'outbox.written', communityId: null, data: {} });
}

type CodeWish = {
	email: string;
	locale?: Locale | undefined;
	isExpected?: boolean;
	invitationHash?: string | null;
};

const localeOf = (ctx: RealmContext): Locale =>
	'community' in ctx ? languageOf(ctx.community.locale) : 'en';
