import type { Migration } from '../../src/migration.ts';

/**
 * Who may invite and sees no addresses is told nothing of an address: it is invited, whoever has it. Such an invitation
 * lets in who is new, and nobody who waits or was sent away.
 */
export const invitationsForNewcomers: Migration = {
	version: 48,
	name: 'invitations-for-newcomers',
	breaking: false,
	up: (schema) => [
		`alter table ${schema}.invitations add column newcomers_only boolean not null default false`,
	],
};
