import { NOBODY, type Policy } from '../permissions/permission.ts';

/** A row stands for one field of one member: its visibility, and whose it is. */
export const fieldsPolicy: Policy = (grants, { can }) => {
	if (grants.has('members:read')) {
		can('read', 'MemberField', { visibility: 'public' });
		if (grants.memberId !== NOBODY) can('read', 'MemberField', { visibility: 'members' });
	}
	can('read', 'MemberField', { memberId: grants.memberId });
	if (grants.has('members:manage')) {
		can('read', 'MemberField', { visibility: { $in: ['public', 'members', 'staff'] } });
		can(['create', 'update'], 'MemberField');
	}
};
