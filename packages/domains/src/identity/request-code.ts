import { requestJob } from '@kith/db/jobs';
import { addSeconds } from '@kith/kernel/clock';
import { languageOf, type Locale } from '@kith/kernel/locales';
import { seal } from '@kith/kernel/seal';
import type { CommunityContext, PlatformContext, Services } from '../context.ts';
import { CODE_MINUTES, type Auth } from './auth.ts';
import type { RequestCode } from './identity.schema.ts';

type Realm = { id: string; auth: Auth; locale: Locale; services: Services; ip: string };

/** Sends a sign-in code to an address. The answer, and the work done for it, is the same for every address. */
// authorize: anyone may ask to sign in; limits per address and per sender bound it.
export async function requestCode(ctx: CommunityContext, input: RequestCode): Promise<void> {
	const { services, community, request } = ctx;
	const auth = services.realms.community(community);
	await sendCode(
		{ id: community.id, auth, locale: languageOf(community.locale), services, ip: request.ip },
		input,
	);
}

/** The same for staff, on the platform. */
// authorize: anyone may ask to sign in; limits per address and per sender bound it.
export async function requestStaffCode(ctx: PlatformContext, input: RequestCode): Promise<void> {
	const { services, request } = ctx;
	const auth = services.realms.platform();
	await sendCode({ id: 'platform', auth, locale: 'en', services, ip: request.ip }, input);
}

async function sendCode(
	realm: Realm,
	{ email, locale = realm.locale }: RequestCode,
): Promise<void> {
	const { services } = realm;
	await services.limiter.take(`code ${realm.id} ${email}`, 5, CODE_MINUTES * 60);
	await services.limiter.take(`code ${realm.id} ${realm.ip}`, 60, 3600);
	const now = services.clock.now();
	const code = await realm.auth.api.createVerificationOTP({ body: { email, type: 'sign-in' } });
	// Whether the address may sign in is the job's question: asking here would tell by time who is known.
	const payload = {
		...{ realm: realm.id, email, locale },
		expiresAt: addSeconds(now, CODE_MINUTES * 60).toISOString(),
		sealedCode: seal(services.secret, 'sign-in code', code),
	};
	await requestJob(services.platform, 'send-code', payload, { now });
	await services.bus.publish({ topic: 'outbox.written', communityId: null, data: {} });
}
