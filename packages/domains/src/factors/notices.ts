import { requestJob } from '@kith/db/jobs';
import { realmOf, type RealmContext } from '../realm.ts';

/** What somebody is told of by mail, because another may have done it. */
export type SecurityNotice =
	| 'app-added'
	| 'app-removed'
	| 'passkey-added'
	| 'passkey-removed'
	| 'codes-renewed'
	| 'code-used'
	| 'new-device';

/** Asks for the mail that tells a person of a change to how they sign in. */
// authorize: called by verbs that have made the change.
export async function tellOwner(
	ctx: RealmContext,
	userId: string,
	what: SecurityNotice,
): Promise<void> {
	const now = ctx.clock.now();
	const { services, request } = ctx;
	const payload = {
		...{ realm: realmOf(ctx).id, userId, what, at: now.toISOString() },
		...{ userAgent: request.userAgent, ip: request.ip, locale: pageLanguage(request.cookie) },
	};
	await requestJob(services.platform, 'mail-security-notice', payload, { now });
	await services.bus
		.publish({ topic: 'outbox.written', communityId: null, data: {} })
		.catch((error: unknown) => services.logger.warn({ error }, 'bus did not take a message'));
}

/** The language that this browser's pages are in; null when nobody chose one. */
export function pageLanguage(cookies: string): string | null {
	return /(?:^|; ?)PARAGLIDE_LOCALE=([\w-]{2,10})(?:;|$)/.exec(cookies)?.[1] ?? null;
}
