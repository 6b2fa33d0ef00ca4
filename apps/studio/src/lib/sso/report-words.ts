import type { TestReport, TestWhy } from '@kith/domains/sso/schema';
import { m } from '#lib/paraglide/messages.js';

const FAILURES: Readonly<Record<string, () => string>> = {
	'oidc.cancelled': m.sso_fail_cancelled,
	'oidc.unreachable': m.sso_fail_unreachable,
	'oidc.refused': m.sso_fail_refused,
	'saml.refused': m.sso_fail_saml,
	'sso.bad_token': m.sso_fail_token,
	'sso.no_id': m.sso_fail_no_id,
};

const WHYS = {
	...{ signature: m.sso_why_signature, algorithm: m.sso_why_algorithm },
	...{ audience: m.sso_why_audience, issuer: m.sso_why_issuer, other_try: m.sso_why_other_try },
	...{ expired: m.sso_why_expired, early: m.sso_why_early, lifetime: m.sso_why_lifetime },
	...{ repeated: m.sso_why_repeated, missing: m.sso_why_missing, denied: m.sso_why_denied },
	...{ encrypted: m.sso_why_encrypted, unreadable: m.sso_why_unreadable },
} as const satisfies Record<TestWhy, () => string>;

/** What a test failed by, and what to do about it. */
export function testFailureText({ code, why }: NonNullable<TestReport['failure']>): string {
	return (why ? WHYS[why] : (FAILURES[code] ?? m.sso_fail_gone))();
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
