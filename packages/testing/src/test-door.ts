import { communityCaller } from '@kith/domains';
import { createCommunityContext } from '@kith/domains/create-context';
import { newId } from '@kith/kernel/ids';
import type { TestCommunity } from './test-community.ts';
import { signedIn } from './test-identity.ts';
import type { TestInstallation } from './test-installation.ts';
import { pay } from './test-purchases.ts';

type Way = 'membership' | 'approval' | 'open' | 'invite';

/** How people come to the door of communities, and what becomes of them there. */
export function doorsIn(installation: TestInstallation) {
	const { services, owner } = installation;
	return {
		/** From now on one joins this way; nobody is asked whether that is allowed. */
		async joinBy(place: TestCommunity, join: Way) {
			const value = JSON.stringify({ visibility: 'private', join });
			const row = { key: 'access', value, updatedAt: installation.clock.now() };
			await place.db
				.insertInto('settings')
				.values(row)
				.onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
				.execute();
			services.snapshots.drop(place.id);
		},
		/** Somebody who came with a code of the mail. */
		async arrive(place: TestCommunity, email = `${newId()}@example.org`) {
			const browser = await signedIn(installation, place, email);
			const visit = () => createCommunityContext(services, place.community, browser);
			const memberId = (await visit()).viewer?.memberId ?? '';
			return {
				...{ memberId, email, userId: '', name: '' },
				api: async () => communityCaller(await visit()),
				standing: async () => (await visit()).viewer?.standing,
				async buys(priceId: string) {
					const { sales } = communityCaller(await visit());
					const { url, membershipId } = await sales.buy({ priceId });
					await pay(installation, url);
					return membershipId;
				},
			};
		},
		/** How often something was told of a member. */
		async told(type: string, memberId: string) {
			const { rows } = await owner.query(
				`select 1 from streams.outbox where type = $1 and payload->>'memberId' = $2`,
				[type, memberId],
			);
			return rows.length;
		},
	};
}

export type AtDoor = Awaited<ReturnType<ReturnType<typeof doorsIn>['arrive']>>;
