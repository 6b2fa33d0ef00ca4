import { hiddenMembers } from '../permissions/hidden-members.ts';
import type { Policy } from '../permissions/permission.ts';

/**
 * Who blocked each other does not exist for each other, in every list and on every page that asks the ability. It comes
 * after all other policies, because what it takes away stays away. Who keeps order sees everybody.
 */
export const relationsPolicy: Policy = (grants, { cannot }) => {
	const hidden = hiddenMembers(grants);
	if (hidden.length === 0) return;
	const them = { $in: hidden };
	cannot(['read', 'comment', 'react'], 'Post', { authorId: them });
	cannot(['read', 'react'], 'Comment', { authorId: them });
	cannot('read', 'Document', { authorId: them });
	cannot('read', 'Member', { id: them });
	cannot('read', 'File', { ownerId: them, purpose: { $in: ['avatar', 'post'] } });
};
