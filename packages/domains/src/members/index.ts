import type { Domain } from '../domain.ts';
import { membersEvents } from './members.events.ts';
import { membersPermissions, membersPolicy } from './members.policy.ts';
import { membersRouter } from './members.router.ts';

export { alignEntryRole, employmentBehind, grantEntryRole, isInLine } from './entry-roles.ts';
export { ensureMember } from './ensure-member.ts';
export { forgetMentionsIn } from './forget-mentions.ts';
export { departureOf, DEPARTURES, forgottenBy } from './forgotten.ts';
export { handleFrom } from './handle.ts';
export { invitationById, openInvitation } from './invitations.queries.ts';
export { INVITATION_SEAL, inviteMembers } from './invite-members.ts';
export { joinUrl } from './join-url.ts';
export { markSeen } from './mark-seen.ts';
export { memberOfStaff } from './member-of-staff.ts';
export { countActiveMembers } from './read-members.ts';
export { readStanding, readStandingOf, type StandingRow } from './standing.ts';

export const members = {
	router: membersRouter,
	policy: membersPolicy,
	permissions: membersPermissions,
	events: membersEvents,
} as const satisfies Domain;
