import { newId } from '@kith/kernel/ids';
import { founderOf } from './test-actors.ts';
import type { TestCommunity } from './test-community.ts';
import { communityCaller } from '@kith/domains';
import {
	MOST_CONNECTIONS,
	type ConnectionView,
	type CreateConnection,
} from '@kith/domains/sso/schema';

export const connectionFields = (): Omit<CreateConnection, 'id'> => ({
	name: 'Acme',
	source: {
		...{ kind: 'openid', issuer: 'https://login.example', clientId: 'kith' },
		scopes: ['openid', 'email', 'profile'],
	},
	claims: { id: '', email: '', name: '' },
	...{ domains: [], isTrusted: false, admission: 'rules', rules: [], logsOut: false },
	secret: 'a secret of the provider’s',
});

/** A connection of a community, open at once; the oldest goes where there is no room. */
export async function connect(
	community: TestCommunity,
	change: Partial<CreateConnection> = {},
	{ isOnly = false } = {},
): Promise<ConnectionView> {
	const { sso } = communityCaller(await community.as(await founderOf(community)));
	const [oldest, ...others] = await sso.list();
	if (oldest && others.length >= MOST_CONNECTIONS - 1)
		await sso.remove({ connectionId: oldest.id });
	const { id } = await sso.create({ id: newId(), ...connectionFields(), ...change });
	return sso.switch({ connectionId: id, isEnabled: true, isOnly });
}
