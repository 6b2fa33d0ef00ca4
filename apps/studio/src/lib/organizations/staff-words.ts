import type { OrganizationAction, Team } from '@kith/domains/organizations/schema';
import { m } from '#lib/paraglide/messages.js';

type MatterOf<Action> = Action extends `${infer Matter}.${string}` ? Matter : never;
export type StaffRole = Team['mayInvite'][number];

const ROLES: Readonly<Record<StaffRole, { name: () => string; body: () => string }>> = {
	owner: { name: m.staff_role_owner, body: m.staff_role_owner_body },
	admin: { name: m.staff_role_admin, body: m.staff_role_admin_body },
	billing: { name: m.staff_role_billing, body: m.staff_role_billing_body },
	analyst: { name: m.staff_role_analyst, body: m.staff_role_analyst_body },
};

const DEEDS: Readonly<Record<OrganizationAction, () => string>> = {
	'activity.exported': m.staff_did_activity_exported,
	'communities.closed': m.staff_did_communities_closed,
	'communities.deleted': m.staff_did_communities_deleted,
	'communities.entered': m.staff_did_communities_entered,
	'communities.exported': m.staff_did_communities_exported,
	'communities.imported': m.staff_did_communities_imported,
	'communities.kept': m.staff_did_communities_kept,
	'communities.opened': m.staff_did_communities_opened,
	'invitations.declined': m.staff_did_invitations_declined,
	'invitations.revoked': m.staff_did_invitations_revoked,
	'invitations.sent': m.staff_did_invitations_sent,
	'organization.renamed': m.staff_did_organization_renamed,
	'organization.updated': m.staff_did_organization_updated,
	'ownership.declined': m.staff_did_ownership_declined,
	'ownership.given': m.staff_did_ownership_given,
	'ownership.offered': m.staff_did_ownership_offered,
	'ownership.taken': m.staff_did_ownership_taken,
	'ownership.withdrawn': m.staff_did_ownership_withdrawn,
	'plan.canceled': m.staff_did_plan_canceled,
	'plan.changed': m.staff_did_plan_changed,
	'plan.kept': m.staff_did_plan_kept,
	'plan.ordered': m.staff_did_plan_ordered,
	'staff.joined': m.staff_did_staff_joined,
	'staff.left': m.staff_did_staff_left,
	'staff.removed': m.staff_did_staff_removed,
	'staff.role_given': m.staff_did_staff_role_given,
};

const MATTERS: Readonly<Record<MatterOf<OrganizationAction>, () => string>> = {
	activity: m.staff_matter_activity,
	communities: m.staff_matter_communities,
	invitations: m.audit_noun_invitations,
	organization: m.staff_matter_organization,
	ownership: m.staff_matter_ownership,
	plan: m.staff_matter_plan,
	staff: m.staff_matter_staff,
};

/** What an organization's log can be narrowed down to, by its words. */
export function matters(locale: string): { value: string; label: string }[] {
	const choices = Object.entries(MATTERS).map(([value, label]) => ({ value, label: label() }));
	return choices.toSorted((one, other) => one.label.localeCompare(other.label, locale));
}

export const roleName = (role: StaffRole): string => ROLES[role].name();
export const roleBody = (role: StaffRole): string => ROLES[role].body();
export const deed = (action: string): string => DEEDS[action as OrganizationAction]();

/** What a change of role or name says: as it was, and as it is. */
export function changeText(
	before: Readonly<Record<string, unknown>> | null,
	after: Readonly<Record<string, unknown>> | null,
): string {
	const said = [before, after].map((state) => {
		const role = state?.['role'];
		if (typeof role === 'string' && Object.hasOwn(ROLES, role)) return roleName(role as StaffRole);
		const name = state?.['name'];
		return typeof name === 'string' ? name : '';
	});
	return said[0] === said[1] ? '' : said.filter(Boolean).join(' → ');
}
