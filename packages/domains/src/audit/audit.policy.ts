import type { PermissionFacts, Policy } from '../permissions/permission.ts';

export const auditPermissions = {
	'audit:read': 'community',
	'audit:moderation': 'community',
	'audit:billing': 'community',
	'audit:public': 'community',
} as const satisfies PermissionFacts;

export const auditPolicy: Policy = (grants, { can }) => {
	if (grants.has('audit:read')) can('read', 'AuditEntry');
	if (grants.has('audit:billing')) can('read', 'AuditEntry', { area: 'billing' });
	if (grants.has('audit:moderation')) can('read', 'AuditEntry', { area: 'moderation' });
	// Not a part of the log itself: what it says of nobody in particular.
	if (grants.has('audit:public')) can('read', 'PublicLog');
};
