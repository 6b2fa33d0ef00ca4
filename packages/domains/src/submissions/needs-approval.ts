import type { CommunityDb } from '@kith/db/handles';
import type { Grants } from '../permissions/permission.ts';
import type { CommunitySnapshot } from '../snapshot.ts';
import { outOf } from './submissions.queries.ts';
import type { ApprovalRule, EntryKind, HeldFor } from './submissions.schema.ts';

type Writer = { db: CommunityDb; snapshot: CommunitySnapshot; grants: Grants };
type Entry = {
	spaceId: string;
	kind: EntryKind;
	/** Whether it changes what is on the site already. */
	isChange?: boolean;
};

/** Whether what an author writes has to wait for approval. */
export const needsApproval = async (writer: Writer, entry: Entry): Promise<boolean> =>
	(await whyHeld(writer, entry)) !== null;

/**
 * Why what an author writes has to wait for approval, by the rules of the community; null where it does not. One statement
 * where a rule is only about who has little on the site yet, else none.
 */
export async function whyHeld(writer: Writer, entry: Entry): Promise<HeldFor | null> {
	const { db, grants, snapshot } = writer;
	if (grants.where('posts:approve').includes(entry.spaceId)) return null;
	const rules = snapshot.approval.rules.filter((rule) => isAbout(rule, writer, entry));
	const always = rules.find(({ untilOut }) => untilOut === null);
	if (always) return reasonOf(always);
	if (rules.length === 0) return null;
	const most = Math.max(...rules.map(({ untilOut }) => untilOut ?? 0));
	const { count } = await outOf(db, grants.memberId, most).executeTakeFirstOrThrow();
	return count < most ? 'newcomer' : null;
}

/** What is narrowest about a rule: whom it means, what, or where. */
function reasonOf({ roleKey, kind, spaceId }: ApprovalRule): HeldFor {
	if (roleKey !== null) return 'role';
	if (kind !== null) return 'kind';
	return spaceId === null ? 'everybody' : 'space';
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
