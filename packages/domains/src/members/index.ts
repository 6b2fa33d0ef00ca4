import type { Domain } from '../domain.ts';
import { membersEvents } from './members.events.ts';
import { membersPermissions, membersPolicy } from './members.policy.ts';
import { membersRouter } from './members.router.ts';

export {
	alignEntryRole,
	employmentBehind,
	forgetEmployment,
	forgetEntryRole,
	grantEntryRole,
	isInLine,
	rememberEntry,
} from './entry-roles.ts';
export { grantRole, revokeRole } from './entry-roles.queries.ts';
export { ensureMember } from './ensure-member.ts';
export { alignMentionsIn } from './align-mentions.ts';
export { depart, dropSessions } from './depart.ts';
export {
	admitPaying,
	askingId,
	beforeDoor,
	buyerOf,
	putOut,
	waitsForMembership,
} from './by-membership.ts';
export { marksOf } from './ban-marks.ts';
export { memberIfBelow } from './member-if-below.ts';
export { memberBelow } from './member-below.ts';
export { departureOf, DEPARTURES, forgottenBy } from './forgotten.ts';
export { assignableRole, isOrdinaryRole, isOwner, roleByKey } from './hierarchy.ts';
export { keysAsked, type KeysAsked } from './look-up-members.ts';
export { freeHandle, handleFrom } from './handle.ts';
export { requireAbove } from './hierarchy.ts';
export { invitationsByIds, openInvitation, revokeOpenFor } from './invitations.queries.ts';
export { INVITATION_SEAL, inviteMembers, inviteOne } from './invite-members.ts';
export { isOfDomain } from './joining.ts';
export { joinUrl } from './join-url.ts';
export { likePattern, lockPerson, memberById } from './members.queries.ts';
export { requireAnotherOwner } from './set-role.ts';
export { MERGED_SEAL, mergedInto } from './merged.ts';
export { REMOVED_SEAL, removalNotice } from './removal-notice.ts';
export { mergedMarks } from './merged.queries.ts';
export { waitsForDecision, waitsToPay } from './waiting.queries.ts';
export { markSeen } from './mark-seen.ts';
export { mayKnow } from './may-know.ts';
export { memberTarget } from './member-target.ts';
export { originCookie, originIn, originOf } from './origin.ts';
export { screen } from './screening.ts';
export { tellOrigin } from './tell-origin.ts';
export { hasSecondFactor } from './second-factor.queries.ts';
export { beyond, PLACE } from './member-order.queries.ts';
export { memberOfStaff } from './member-of-staff.ts';
export { countActiveMembers, listMembers, memberRowOf } from './read-members.ts';
export { readStanding, readStandingOf, standingOf, type StandingRow } from './standing.ts';

export const members = {
	router: membersRouter,
	policy: membersPolicy,
	permissions: membersPermissions,
	events: membersEvents,
} as const satisfies Domain;
