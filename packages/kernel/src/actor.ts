import { UnauthenticatedError } from './errors.ts';

/** Who acts now. Jobs, staff and members take the same path through the verbs. */
export type Actor =
	| { kind: 'anonymous' }
	| { kind: 'member'; memberId: string; userId: string }
	| { kind: 'staff'; staffId: string; memberId: string | null }
	| { kind: 'job'; name: string };

/** The member behind the actor, or null for visitors, jobs and staff who never entered. */
export function memberIdOf(actor: Actor): string | null {
	return actor.kind === 'member' || actor.kind === 'staff' ? actor.memberId : null;
}

/** The staff person who acts from the studio, or null. */
export function staffIdOf(actor: Actor): string | null {
	return actor.kind === 'staff' ? actor.staffId : null;
}

/** The member behind the actor. Throws `identity.sign_in_needed` where there is none. */
export function selfOf(actor: Actor): string {
	const memberId = memberIdOf(actor);
	if (!memberId) throw new UnauthenticatedError('identity.sign_in_needed');
	return memberId;
}

/** Whether the actor is one of these members: what they do with their own things is nobody else's business. */
export function isOneOf(actor: Actor, memberIds: readonly (string | null)[]): boolean {
	const memberId = memberIdOf(actor);
	return memberId !== null && memberIds.includes(memberId);
}
