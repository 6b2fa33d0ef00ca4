import type { CommunityDb } from '@kith/db/handles';
import type { Grants } from '../permissions/permission.ts';
import type { CommunitySnapshot } from '../snapshot.ts';
import { outOf } from './submissions.queries.ts';
import type { ApprovalRule, EntryKind } from './submissions.schema.ts';

type Writer = { db: CommunityDb; snapshot: CommunitySnapshot; grants: Grants };
type Entry = {
	spaceId: string;
	kind: EntryKind;
	/** Whether it changes what is on the site already. */
	isChange?: boolean;
};

/**
 * Whether what an author writes has to wait for approval, by the rules of the community. One statement where a rule is only
 * about who has little on the site yet, else none.
 */
export async function needsApproval(writer: Writer, entry: Entry): Promise<boolean> {
	const { db, grants, snapshot } = writer;
	if (grants.where('posts:approve').includes(entry.spaceId)) return false;
	const rules = snapshot.approval.rules.filter((rule) => isAbout(rule, writer, entry));
	if (rules.length === 0) return false;
	const most = Math.max(...rules.map(({ untilOut }) => untilOut ?? Number.POSITIVE_INFINITY));
	if (!Number.isFinite(most)) return true;
	const { count } = await outOf(db, grants.memberId, most).executeTakeFirstOrThrow();
	return count < most;
}

function isAbout(
	rule: ApprovalRule,
	{ grants, snapshot }: Writer,
	{ spaceId, kind, isChange = false }: Entry,
): boolean {
	const role = snapshot.roles.find(({ rank }) => rank === grants.rank)?.key;
	return (
		(!isChange || rule.edits) &&
		(rule.spaceId === null || rule.spaceId === spaceId) &&
		(rule.kind === null || rule.kind === kind) &&
		(rule.roleKey === null || rule.roleKey === role)
	);
}
