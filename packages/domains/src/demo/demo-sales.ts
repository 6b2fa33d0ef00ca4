import type { CommunityDb } from '@kith/db/handles';
import { makeModule } from '@kith/db/modules';
import { newId } from '@kith/kernel/ids';
import type { CommunityIdentity } from '../communities/index.ts';
import type { Services } from '../context.ts';
import { BY_MEMBERSHIP } from '../grants/index.ts';
import { switchOn } from '../modules/index.ts';
import type { Demo } from '../templates/index.ts';
import {
	groupCalled,
	insertMemberships,
	insertPrices,
	insertSpaceMembers,
	insertTiers,
	openSoldSpace,
} from './demo-sales.queries.ts';

const DAY_MS = 86_400_000;
const GB = 1024 ** 3;

/** The tables that memberships need; before the demo is filled, because the app itself makes no tables. */
export async function prepareSales(
	services: Services,
	{ id }: CommunityIdentity,
	{ sales }: Demo,
): Promise<void> {
	if (sales) await services.asOwner((client) => makeModule(client, id, 'memberships'));
}

/** The private space that is sold, by its key. */
export async function openSales(
	services: Services,
	tx: CommunityDb,
	{ sales }: Demo,
	groupName: string,
): Promise<[string, string][]> {
	if (!sales) return [];
	const now = services.clock.now();
	await switchOn(tx, 'memberships', now).execute();
	const { key, group: _, ...words } = sales.space;
	const group = await groupCalled(tx, groupName).executeTakeFirst();
	const id = newId();
	await openSoldSpace(tx, { id, ...words, groupId: group?.id ?? null, createdAt: now }).execute();
	return [[key, id]];
}

type Known = {
	memberIds: ReadonlyMap<string, string>;
	spaceIds: ReadonlyMap<string, string>;
};

/** Puts tiers on sale, and gives them to who has them for nothing, with what they open. */
export async function fillSales(
	services: Services,
	tx: CommunityDb,
	{ sales }: Demo,
	{ memberIds, spaceIds }: Known,
): Promise<void> {
	if (!sales) return;
	const now = services.clock.now();
	const spaceId = spaceIds.get(sales.space.key) ?? '';
	for (const [index, tier] of sales.tiers.entries()) {
		const { opensSpace, prices, holders, benefits, ...about } = tier;
		const tierId = newId();
		const opened = opensSpace ? [{ kind: 'space', spaceId }] : [];
		const room = index === sales.tiers.length - 1 ? [ROOM] : [];
		await insertTiers(tx, {
			...{ id: tierId, ...about, status: 'published', visibility: 'public', position: index + 1 },
			...{ benefits: JSON.stringify(benefits), createdAt: now, updatedAt: now },
			entitlements: JSON.stringify([...opened, ...room]),
		}).execute();
		const priced = prices.map(({ otherCurrencies, ...terms }) => ({
			...{ id: newId(), tierId, ...terms, status: 'active', createdAt: now },
			otherCurrencies: JSON.stringify(otherCurrencies),
		}));
		await insertPrices(tx, priced).execute();
		// What is paid for is bought like everywhere, once the community stands.
		const given = holders.filter(({ price }) => price === undefined);
		const rows = given.map(({ member, daysAgo, endsInDays }) => {
			const startsAt = new Date(now.getTime() - daysAgo * DAY_MS);
			return {
				...{ id: newId(), memberId: memberIds.get(member) ?? '', tierId, status: 'active' },
				...{ priceId: null, startsAt, source: 'complimentary' },
				endsAt: endsInDays ? new Date(now.getTime() + endsInDays * DAY_MS) : null,
				...{ createdAt: startsAt, updatedAt: startsAt },
			};
		});
		if (rows.length > 0) await insertMemberships(tx, rows).execute();
		const inside = rows.map(({ memberId, startsAt: joinedAt }) => ({
			...{ memberId, spaceId, source: BY_MEMBERSHIP, joinedAt },
		}));
		if (opensSpace && inside.length > 0) await insertSpaceMembers(tx, inside).execute();
	}
}

const ROOM = { kind: 'limit', key: 'memberBytes', amount: 10 * GB };
