import type { RoleTemplateKey } from '@kith/domains/roles/templates';
import { m } from '#lib/paraglide/messages.js';

type Words = { name: string; description: string };

/** What a ready role is called, and what it is for. */
export function templateWords(key: RoleTemplateKey): Words {
	const [name, description] = {
		billing: [m.role_billing, m.role_billing_body],
		analyst: [m.role_analyst, m.role_analyst_body],
		instructor: [m.role_instructor, m.role_instructor_body],
		ambassador: [m.role_ambassador, m.role_ambassador_body],
		volunteer: [m.role_volunteer, m.role_volunteer_body],
		editor: [m.role_editor, m.role_editor_body],
		greeter: [m.role_greeter, m.role_greeter_body],
	}[key] as [() => string, () => string];
	return { name: name(), description: description() };
}
