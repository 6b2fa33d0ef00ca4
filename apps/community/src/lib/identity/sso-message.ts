import { m } from '#lib/paraglide/messages.js';

const MESSAGES: Readonly<Record<string, () => string>> = {
	'oidc.cancelled': m.sso_cancelled,
	'oidc.unreachable': m.sso_unreachable,
	'sso.attempt_gone': m.sso_attempt_gone,
	'sso.no_account': m.sso_no_account,
	'sso.no_email': m.sso_no_email,
	'limits.too_many': m.sso_too_many,
};

/** What came of signing in by others, for who is back at the door; undefined when nothing is to be said. */
export function ssoMessage(code: string | null): string | undefined {
	if (!code) return undefined;
	return (MESSAGES[code] ?? m.sso_refused)();
}
