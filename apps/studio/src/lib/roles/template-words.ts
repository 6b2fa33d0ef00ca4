import type { RoleTemplateKey } from '@kith/domains/roles/templates';
import { m } from '#lib/paraglide/messages.js';

type Words = { name: string; description: string };

const WORDS: Readonly<Record<RoleTemplateKey, () => Words>> = {
	billing: () => ({ name: m.role_billing(), description: m.role_billing_body() }),
	analyst: () => ({ name: m.role_analyst(), description: m.role_analyst_body() }),
	instructor: () => ({ name: m.role_instructor(), description: m.role_instructor_body() }),
	ambassador: () => ({ name: m.role_ambassador(), description: m.role_ambassador_body() }),
	volunteer: () => ({ name: m.role_volunteer(), description: m.role_volunteer_body() }),
	editor: () => ({ name: m.role_editor(), description: m.role_editor_body() }),
	greeter: () => ({ name: m.role_greeter(), description: m.role_greeter_body() }),
};

/** What a ready role is called, and what it is for. */
export const templateWords = (key: RoleTemplateKey): Words => WORDS[key]();
