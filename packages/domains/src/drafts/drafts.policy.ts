import { NOBODY, type Policy } from '../permissions/permission.ts';

export const draftsPolicy: Policy = (grants, { can }) => {
	if (grants.memberId === NOBODY) return;
	const mine = { memberId: grants.memberId };
	can('read', 'Draft', mine);
	can('update', 'Draft', mine);
	can('delete', 'Draft', mine);
};
