import type { TestReport } from '@kith/domains/sso/schema';
import { m } from '#lib/paraglide/messages.js';

const FAILURES: Readonly<Record<string, () => string>> = {
	'oidc.cancelled': m.sso_fail_cancelled,
	'oidc.unreachable': m.sso_fail_unreachable,
	'oidc.refused': m.sso_fail_refused,
	'saml.refused': m.sso_fail_saml,
	'sso.bad_token': m.sso_fail_token,
	'sso.no_id': m.sso_fail_no_id,
};

/** What a test failed by, and what to do about it. */
export function testFailureText(code: string): string {
	return (FAILURES[code] ?? m.sso_fail_gone)();
}

/** What a sign-in with the tested account would lead to. */
export function outcomeText(outcome: TestReport['outcome']): string {
	if (outcome === null) return '';
	return {
		known: m.sso_outcome_known,
		new: m.sso_outcome_new,
		by_code: m.sso_outcome_by_code,
		no_account: m.sso_outcome_no_account,
		no_email: m.sso_outcome_no_email,
	}[outcome]();
}
