import type { Grants } from '../permissions/permission.ts';
import type { CommunitySnapshot } from '../snapshot.ts';
import type { EntryKind } from './submissions.schema.ts';

type Entry = {
	spaceId: string;
	kind: EntryKind;
	/** Whether it changes what is on the site already. */
	isChange?: boolean;
};

/** Whether what an author writes has to wait for approval, by the rules of the community. */
export function needsApproval(
	snapshot: CommunitySnapshot,
	grants: Grants,
	{ spaceId, kind, isChange = false }: Entry,
): boolean {
	if (grants.where('posts:approve').includes(spaceId)) return false;
	const role = snapshot.roles.find(({ rank }) => rank === grants.rank)?.key;
	return snapshot.approval.rules.some(
		(rule) =>
			(!isChange || rule.edits) &&
			(rule.spaceId === null || rule.spaceId === spaceId) &&
			(rule.kind === null || rule.kind === kind) &&
			(rule.roleKey === null || rule.roleKey === role),
	);
}
