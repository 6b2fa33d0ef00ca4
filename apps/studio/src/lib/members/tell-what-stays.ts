import type { Stays } from '@kith/domains/grants/schema';
import { toast } from '@kith/ui/toast';
import { m } from '#lib/paraglide/messages.js';

const SENTENCES = {
	level: m.grants_stays_level,
	membership: m.grants_stays_membership,
	onboarding: m.grants_stays_onboarding,
	rule: m.grants_stays_rule,
	scim: m.grants_stays_scim,
	sso: m.grants_stays_sso,
} as const;

/** Says of what was taken by hand what stays, because something else gives it too. */
export function tellWhatStays(stays: readonly Stays[]): void {
	for (const { source, ...said } of stays) toast.info(SENTENCES[source](said));
}
