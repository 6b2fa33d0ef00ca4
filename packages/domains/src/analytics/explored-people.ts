import type { CommunityContext } from '../context.ts';
import { isOrdinaryRole, roleByKey } from '../members/index.ts';
import { keptFilter, wantedBy } from '../roster/index.ts';
import type { Meant } from './explore.queries.ts';
import type { ExploredPeople } from './explore.schema.ts';

/**
 * Whom a question is about. Labels are for who may read notes, kept filters for who looks after members. Throws
 * `roles.not_found` and `roster.segment_not_found`.
 */
// authorize: explore has asked for the numbers; what more is needed is asked here.
export async function whoIsMeant(ctx: CommunityContext, people: ExploredPeople): Promise<Meant> {
	if (people.kind === 'newcomers') return { isNew: true };
	if (people.kind === 'origin') return { origin: people.origin };
	if (people.kind === 'role') {
		const role = roleByKey(ctx.snapshot, people.roleKey);
		return { role: { id: role.id, isOrdinary: isOrdinaryRole(role) } };
	}
	if (people.kind === 'label') {
		ctx.authorize('read', 'Note');
		return { label: people.label };
	}
	if (people.kind === 'kept')
		return { kept: wantedBy(ctx, await keptFilter(ctx, { segmentId: people.segmentId })) };
	return {};
}

/** The role of those who hold none of their own. */
// authorize: says nothing of anybody.
export function ordinaryRole({ snapshot }: Pick<CommunityContext, 'snapshot'>): { id: string } {
	const role = snapshot.roles.find(isOrdinaryRole);
	if (!role) throw new Error('no role is the ordinary one');
	return role;
}
