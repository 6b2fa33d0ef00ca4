import { communityCaller } from '@kith/domains';
import { newId } from '@kith/kernel/ids';
import type { Audited } from './audited-settings.ts';
import type { Stage } from './matrix-stage.ts';
import { RUNNERS, type Cases } from './matrix-who.ts';
import { founderOf } from './test-actors.ts';

/** Makes room for a token of the directory. */
const freeDirectory = ({ here: { db } }: Stage) =>
	db.deleteFrom('settings').where('key', '=', 'scim').execute();

/** The only token of a community's directory. */
export async function directoryToken(stage: Stage): Promise<{ tokenId: string }> {
	await freeDirectory(stage);
	const tokenId = newId();
	const { scim } = communityCaller(await stage.here.as(await founderOf(stage.here)));
	await scim.makeToken({ id: tokenId, name: 'Token' });
	return { tokenId };
}

/** The procedures of who connects a community to its directory. What a directory itself may is tested over HTTP. */
export const SCIM_CASES: Cases = {
	'scim.get': { allowed: RUNNERS },
	'scim.makeToken': {
		allowed: RUNNERS,
		input: async (stage) => {
			await freeDirectory(stage);
			return { id: newId(), name: 'Token' };
		},
	},
	'scim.renewToken': { allowed: RUNNERS, input: directoryToken },
	'scim.revokeToken': { allowed: RUNNERS, input: directoryToken },
	'scim.saveRules': { allowed: RUNNERS, input: () => ({ rules: [] }) },
};

export const AUDITED_SCIM: Readonly<Record<string, Audited>> = {
	'scim.makeToken': { action: 'settings.updated' },
	'scim.renewToken': { action: 'settings.updated' },
	'scim.revokeToken': { action: 'settings.updated' },
	'scim.saveRules': {
		action: 'settings.updated',
		input: async ({ here: { db } }) => {
			const role = db.selectFrom('roles').select('id').where('key', '=', 'moderator');
			const { id: roleId } = await role.executeTakeFirstOrThrow();
			const value = await groupOfDirectory(db);
			return { rules: [{ claim: 'groups', value, roleId, spaceId: null }] };
		},
	},
};

/** A group that the directory has brought. */
async function groupOfDirectory(db: Stage['here']['db']): Promise<string> {
	const id = newId();
	const at = '2026-01-01T00:00:00.000Z';
	const group = { id, displayName: 'Group', externalId: null, madeAt: at, changedAt: at };
	const value = JSON.stringify({ groups: { [id]: group } });
	await db
		.insertInto('settings')
		.values({ key: 'scim', value, updatedAt: new Date(at) })
		.onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
		.execute();
	return id;
}
