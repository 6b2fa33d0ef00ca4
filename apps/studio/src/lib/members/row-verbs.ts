import { createStudioClient } from '@kith/client/browser';
import type { MemberRow } from '@kith/domains/members/schema';
import { toast } from '@kith/ui/toast';
import { textOfFailure } from '#lib/studio/failure-text.ts';
import { m } from '#lib/paraglide/messages.js';
import { tellWhatStays } from './tell-what-stays.ts';
import type { RoleChoice } from './role-choice.ts';

/** Gives a member the one role they hold besides; tells of it, and throws when it is refused. */
export async function giveOnlyRole(
	communityId: string,
	member: MemberRow,
	role: RoleChoice,
): Promise<void> {
	const { members } = createStudioClient(communityId);
	const { stays } = await members.setRole.mutate({ memberId: member.id, roleKey: role.key });
	toast.success(m.members_role_set({ name: member.name, role: role.name }));
	tellWhatStays(stays);
}

/** Ends what holds a member back, and tells of it, also when it is refused. */
export async function lift(
	communityId: string,
	member: MemberRow,
	ondone: () => Promise<void>,
): Promise<void> {
	try {
		await createStudioClient(communityId).restrictions.lift.mutate({ memberId: member.id });
		toast.success(m.members_hold_lifted({ name: member.name }));
		await ondone();
	} catch (error) {
		toast.error(textOfFailure(error));
	}
}
