import { m } from '#lib/paraglide/messages.js';
import { failureText } from '#lib/shell/failure-text.ts';

const BY_CODE: Readonly<Record<string, () => string>> = {
	'gamification.challenge_full': m.chal_fail_full,
	'gamification.challenge_joined': m.chal_fail_joined,
	'gamification.challenge_not_found': m.chal_fail_gone,
	'gamification.challenge_not_running': m.chal_fail_not_running,
	'gamification.challenge_over': m.chal_fail_over,
	'gamification.evidence_there': m.chal_fail_there,
	'gamification.step_not_found': m.chal_fail_gone,
	'gamification.team_done': m.chal_fail_done,
	'gamification.team_full': m.chal_fail_team_full,
	'gamification.team_needed': m.chal_fail_team_needed,
	'gamification.team_not_found': m.chal_fail_code,
};

/** Why something did not work, in the reader's language. */
export const problemText = (code: string): string =>
	(BY_CODE[code] ?? (() => failureText({ code, status: 0 })))();
