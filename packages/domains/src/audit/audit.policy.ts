import type { PermissionFacts, Policy } from '../permissions/permission.ts';

export const auditPermissions = {
	'audit:read': 'community',
	'audit:moderation': 'community',
	'audit:billing': 'community',
} as const satisfies PermissionFacts;

export const auditPolicy: Policy = (grants, { can }) => {
	if (grants.has('audit:read')) can('read', 'AuditEntry');
	if (grants.has('audit:billing')) can('read', 'AuditEntry', { area: 'billing' });
	if (grants.has('audit:moderation')) can('read', 'AuditEntry', { area: 'moderation' });
};
