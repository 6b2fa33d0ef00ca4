import type { Policy } from '../permissions/permission.ts';

export const auditPermissions = ['audit:read', 'audit:moderation'] as const;

export const auditPolicy: Policy = (grants, { can }) => {
	if (grants.has('audit:read')) can('read', 'AuditEntry');
	if (grants.has('audit:moderation')) can('read', 'AuditEntry', { area: 'moderation' });
};
