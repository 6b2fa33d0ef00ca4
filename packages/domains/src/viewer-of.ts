import { addSeconds } from '@kith/kernel/clock';
import type { Viewer } from './identity/identity.schema.ts';
import type { SignedIn } from './identity/session-cache.ts';
import { standingOf, type StandingRow } from './members/index.ts';
import { abilityOf } from './permissions/compile.ts';
import { NOBODY } from './permissions/permission.ts';
import type { CommunitySnapshot } from './snapshot.ts';

/** So long newcomers are greeted with their first steps. */
const ARRIVING_SECONDS = 30 * 86_400;

/** A member who is nobody: the pages that members see, with no name on them. */
const STAND_IN: Viewer = {
	...{ userId: NOBODY, email: '', name: '', standing: 'active', memberId: null, handle: null },
	...{
		avatarFileId: null,
		locale: null,
		timeZone: null,
		restriction: null,
		owesGuidelines: false,
		owesTerms: false,
		lacksSecondFactor: false,
		isArriving: false,
	},
};

/** Whom staff look as: a member is one who has nothing of their own, so that nothing of anybody's is shown. */
export const A_VISITOR = { actor: { kind: 'anonymous' }, viewer: null } as const;
export const A_MEMBER = {
	actor: { kind: 'member', memberId: NOBODY, userId: NOBODY },
	viewer: STAND_IN,
} as const;

/** What a page is told of whoever looks at it. */
export function viewerOf(
	{ userId, email, name, member }: SignedIn,
	snapshot: CommunitySnapshot,
	now: Date,
): Viewer {
	const isActive = member?.status === 'active';
	const grants = isActive ? abilityOf(snapshot, standingOf(member)).grants : null;
	const isNew = isActive && addSeconds(member.joinedAt, ARRIVING_SECONDS) > now;
	return {
		userId,
		email,
		name: member?.name ?? name,
		standing: member?.status ?? 'none',
		memberId: member?.id ?? null,
		handle: member?.handle ?? null,
		avatarFileId: member?.avatarFileId ?? null,
		locale: member?.locale ?? null,
		timeZone: member?.timeZone ?? null,
		restriction: restrictionOf(member),
		owesGuidelines: grants?.guidelines.owes ?? false,
		owesTerms: grants?.terms.owes ?? false,
		lacksSecondFactor: grants?.lacksSecondFactor ?? false,
		isArriving: isNew && !member.isSettled,
	};
}

function restrictionOf(member: StandingRow | null): Viewer['restriction'] {
	if (!member?.restriction) return null;
	const { restriction: kind, restrictedUntil: until, restrictionReason: reason } = member;
	return { kind, until, reason };
}
