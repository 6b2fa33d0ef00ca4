import type { PointLine } from '@kith/domains/gamification/schema';
import { m } from '#lib/paraglide/messages.js';
import { accessText } from './access-words.ts';

type Deed = NonNullable<PointLine['deed']>;

const DONE: Readonly<Record<Deed, () => string>> = {
	post: m.points_did_post,
	comment: m.points_did_comment,
	reaction: m.points_did_reaction,
	answer: m.points_did_answer,
	vote: m.points_did_vote,
	follow: m.points_did_follow,
	invitation: m.points_did_invitation,
	join: m.points_did_join,
	feature: m.points_did_feature,
	document: m.points_did_document,
};

/** What somebody else did; what has nobody besides its doer is told as one's own. */
const GOT: Readonly<Partial<Record<Deed, () => string>>> = {
	comment: m.points_got_comment,
	reaction: m.points_got_reaction,
	answer: m.points_got_answer,
	vote: m.points_got_vote,
	follow: m.points_got_follow,
	invitation: m.points_got_invitation,
};

/** Why there are these points, or what was won, in one sentence. */
export function entryText(line: PointLine): string {
	const { kind, points, deed, side, rule, challenge, access } = line;
	if (access) return accessText(access);
	if (kind === 'reward') return m.points_by_challenge({ title: challenge });
	if (kind === 'manual') return points < 0 ? m.points_by_hand_less() : m.points_by_hand();
	const text = deed && ((side === 'other' && GOT[deed]) || DONE[deed])();
	const what = text ?? (challenge || rule || m.points_by_rule());
	return kind === 'reversal' ? m.points_reversed({ what }) : what;
}
